namespace Dixa.Connector.Json;

/// <summary>What is changed in a record on its way out, and nothing else: fields left out, fields added, times made RFC 3339.</summary>
/// <remarks>
/// Dixa writes some times as <c>2025-03-04T06:58:32.481Z[GMT]</c> and presence times without a zone; both become RFC 3339 where
/// the stream's schema says <c>date-time</c>, and the same characters elsewhere stay as they are. The rest of the record comes
/// out byte for byte.
/// </remarks>
public sealed class RecordShape
{
    /// <summary>What becomes of a field that is not simply copied: null for one that is left out.</summary>
    private readonly NameTable<SchemaType?> _fields;

    private RecordShape(NameTable<SchemaType?> fields) => _fields = fields;

    public delegate void Part<in TState>(TState state, ReadOnlySpan<byte> json);

    /// <summary>Null when records go out as they are.</summary>
    /// <param name="schema">The stream's own schema.</param>
    /// <param name="selected">The fields of the configured catalog's schema; null when it lists none, which selects all.</param>
    /// <param name="kept">Keys and cursor, which are never left out.</param>
    /// <param name="secret">Fields that never leave, whatever is selected.</param>
    public static RecordShape? Of(SchemaType schema, IReadOnlySet<string>? selected, IReadOnlyCollection<string> kept, IReadOnlyCollection<string> secret)
    {
        var fields = new List<(string, SchemaType?)>();
        foreach (var (name, type) in schema.Members.Entries)
        {
            var isSelected = selected is null || selected.Contains(name) || kept.Contains(name);
            if (!secret.Contains(name) && (!isSelected || type.HasTimes))
            {
                fields.Add((name, isSelected ? type : null));
            }
        }

        fields.AddRange(secret.Select(name => (name, (SchemaType?)null)));
        return fields.Count == 0 ? null : new RecordShape(new(fields));
    }

    /// <summary>Writes the record in parts.</summary>
    /// <param name="data">A JSON object that has been read once already, so it is known to be valid.</param>
    /// <param name="added">Members to begin with, such as <c>"teamId":"…"</c>; may be empty.</param>
    public void Write<TState>(ReadOnlySpan<byte> data, ReadOnlySpan<byte> added, TState state, Part<TState> write)
    {
        write(state, "{"u8);
        write(state, added);
        var isEmpty = added.IsEmpty;
        var scanner = new JsonScanner(data, 1);
        var (isFirst, place, keptFrom, keptTo) = (true, 0, 0, 0);
        while (scanner.NextMember(ref isFirst, out var isOver) && !isOver)
        {
            var start = scanner.NameAt - 1;
            var isPlain = !_fields.TryFind(scanner, ref place, out var type);
            if (!isPlain && type is null)
            {
                scanner.SkipValue();
                write(state, data[keptFrom..keptTo]);
                (keptFrom, keptTo) = (0, 0);
                continue;
            }

            // Members that follow each other go out in one piece, with whatever separates them.
            if (keptTo == 0)
            {
                write(state, isEmpty ? [] : ","u8);
                keptFrom = start;
            }

            isEmpty = false;
            if (isPlain)
            {
                scanner.SkipValue();
            }
            else
            {
                Rewrite(ref scanner, type!, data, ref keptFrom, state, write);
            }

            keptTo = scanner.At;
        }

        write(state, data[keptFrom..keptTo]);
        write(state, "}"u8);
    }

    /// <summary>Goes over a value and writes what lies before each time that has to change, and the changed time.</summary>
    private static void Rewrite<TState>(
        ref JsonScanner scanner,
        SchemaType type,
        ReadOnlySpan<byte> data,
        ref int keptFrom,
        TState state,
        Part<TState> write)
    {
        var (isFirst, place) = (true, 0);
        switch (scanner.Next)
        {
            case (byte)'"' when type.IsTime:
                var start = scanner.At + 1;
                scanner.SkipValue();
                RewriteTime(data[start..(scanner.At - 1)], start, data, ref keptFrom, state, write);
                break;
            case (byte)'{' when type.HasTimes:
                scanner.At++;
                while (scanner.NextMember(ref isFirst, out var isOver) && !isOver)
                {
                    Continue(ref scanner, type.Members.TryFind(scanner, ref place, out var member) ? member : null, data, ref keptFrom, state, write);
                }

                break;
            case (byte)'[' when type.Items is { HasTimes: true }:
                scanner.At++;
                while (scanner.NextElement(ref isFirst, out var isOver) && !isOver)
                {
                    Rewrite(ref scanner, type.Items, data, ref keptFrom, state, write);
                }

                break;
            default:
                scanner.SkipValue();
                break;
        }
    }

    private static void Continue<TState>(
        ref JsonScanner scanner, SchemaType? type, ReadOnlySpan<byte> data, ref int keptFrom, TState state, Part<TState> write)
    {
        if (type is not { HasTimes: true })
        {
            scanner.SkipValue();
        }
        else
        {
            Rewrite(ref scanner, type, data, ref keptFrom, state, write);
        }
    }

    private static void RewriteTime<TState>(
        ReadOnlySpan<byte> time, int at, ReadOnlySpan<byte> data, ref int keptFrom, TState state, Part<TState> write)
    {
        var length = DateTimeText.LengthWithoutZoneName(time);
        var isZoneless = DateTimeText.IsZoneless(time);
        if (length < time.Length || isZoneless)
        {
            write(state, data[keptFrom..(at + length)]);
            write(state, isZoneless ? "Z"u8 : []);
            keptFrom = at + time.Length;
        }
    }
}
