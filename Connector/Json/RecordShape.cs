using System.Text;
using System.Text.Json;

namespace Dixa.Connector.Json;

/// <summary>What is changed in a record on its way out, and nothing else: fields left out, fields added, times made RFC 3339.</summary>
/// <remarks>
/// Dixa writes some times as <c>2025-03-04T06:58:32.481Z[GMT]</c> and presence times without a zone; both become RFC 3339 where
/// the stream's schema says <c>date-time</c>, and the same characters elsewhere stay as they are. The rest of the record comes
/// out byte for byte.
/// </remarks>
public sealed class RecordShape
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonArrayReader.MaxDepth };

    private readonly byte[][] _dropped;
    private readonly DateTimePaths? _times;

    private RecordShape(IEnumerable<string> dropped, DateTimePaths? times)
    {
        _dropped = [.. dropped.Select(Encoding.UTF8.GetBytes)];
        _times = times;
    }

    public delegate void Part<in TState>(TState state, ReadOnlySpan<byte> json);

    /// <summary>Null when records go out as they are.</summary>
    /// <param name="schema">The stream's own schema.</param>
    /// <param name="selected">The fields of the configured catalog's schema; null when it lists none, which selects all.</param>
    /// <param name="kept">Keys and cursor, which are never left out.</param>
    /// <param name="secret">Fields that never leave, whatever is selected.</param>
    public static RecordShape? Of(JsonElement schema, IReadOnlySet<string>? selected, IEnumerable<string> kept, IEnumerable<string> secret)
    {
        var known = schema.GetProperty("properties").EnumerateObject().Select(property => property.Name);
        var dropped = (selected is null ? [] : known.Except(selected).Except(kept)).Concat(secret).ToArray();
        var times = DateTimePaths.Of(schema);
        return dropped.Length == 0 && times is null ? null : new RecordShape(dropped, times);
    }

    /// <summary>Writes the record in parts.</summary>
    /// <param name="data">A JSON object that has been read once already, so it is known to be valid.</param>
    /// <param name="added">Members to begin with, such as <c>"teamId":"…"</c>; may be empty.</param>
    public void Write<TState>(ReadOnlySpan<byte> data, ReadOnlySpan<byte> added, TState state, Part<TState> write)
    {
        var reader = new Utf8JsonReader(data, Options);
        reader.Read();
        write(state, "{"u8);
        write(state, added);
        var first = added.IsEmpty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var drop = IsDropped(ref reader);
            var times = drop ? null : _times?.Member(ref reader);
            reader.Read();
            if (drop)
            {
                reader.Skip();
                continue;
            }

            if (!first)
            {
                write(state, ","u8);
            }

            first = false;
            var written = start;
            if (times is null)
            {
                reader.Skip();
            }
            else
            {
                Rewrite(ref reader, times, data, ref written, state, write);
            }

            write(state, data[written..(int)reader.BytesConsumed]);
        }

        write(state, "}"u8);
    }

    /// <summary>Walks a value and writes what lies before each time that has to change, and the changed time.</summary>
    private static void Rewrite<TState>(
        ref Utf8JsonReader reader,
        DateTimePaths times,
        ReadOnlySpan<byte> data,
        ref int written,
        TState state,
        Part<TState> write)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when times.IsTime:
                var text = reader.ValueSpan;
                var kept = DateTimeText.LengthWithoutZoneName(text);
                var isZoneless = DateTimeText.IsZoneless(text);
                if (kept < text.Length || isZoneless)
                {
                    var start = (int)reader.TokenStartIndex + 1;
                    write(state, data[written..(start + kept)]);
                    write(state, isZoneless ? "Z"u8 : []);
                    written = start + text.Length;
                }

                break;
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var member = times.Member(ref reader);
                    reader.Read();
                    if (member is null)
                    {
                        reader.Skip();
                    }
                    else
                    {
                        Rewrite(ref reader, member, data, ref written, state, write);
                    }
                }

                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (times.Items is null)
                    {
                        reader.Skip();
                    }
                    else
                    {
                        Rewrite(ref reader, times.Items, data, ref written, state, write);
                    }
                }

                break;
            default:
                break;
        }
    }

    private bool IsDropped(ref Utf8JsonReader reader)
    {
        foreach (var name in _dropped)
        {
            if (reader.ValueTextEquals(name))
            {
                return true;
            }
        }

        return false;
    }
}
