using System.Text.Json;

namespace Dixa.Connector.Json;

/// <summary>Leaves the deselected fields out of a record, and everything else byte for byte as it was.</summary>
/// <param name="dropped">Names of top-level fields. A field that no schema knows is never among them.</param>
public sealed class Projection(IEnumerable<string> dropped)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonArrayReader.MaxDepth };

    private readonly byte[][] _dropped = [.. dropped.Select(System.Text.Encoding.UTF8.GetBytes)];

    public delegate void Part<in TState>(TState state, ReadOnlySpan<byte> json);

    /// <summary>Null when every field of the stream's schema is selected, or the catalog lists none: then nothing is left out.</summary>
    /// <param name="known">The fields of the stream's own schema.</param>
    /// <param name="selected">The fields of the configured catalog's schema.</param>
    /// <param name="kept">Keys and cursor, which are never left out.</param>
    public static Projection? Between(IEnumerable<string> known, IReadOnlySet<string>? selected, IEnumerable<string> kept)
    {
        var dropped = selected is null ? [] : known.Except(selected).Except(kept).ToArray();
        return dropped.Length == 0 ? null : new Projection(dropped);
    }

    /// <summary>Writes the record in parts.</summary>
    /// <param name="data">A JSON object that has been read once already, so it is known to be valid.</param>
    public void Write<TState>(ReadOnlySpan<byte> data, TState state, Part<TState> write)
    {
        var reader = new Utf8JsonReader(data, Options);
        reader.Read();
        write(state, "{"u8);
        var first = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var drop = IsDropped(ref reader);
            reader.Read();
            reader.Skip();
            if (!drop)
            {
                if (!first)
                {
                    write(state, ","u8);
                }

                write(state, data[start..(int)reader.BytesConsumed]);
                first = false;
            }
        }

        write(state, "}"u8);
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
