namespace Dixa.Connector.Json;

/// <summary>What one pass over a record has to know of its fields: which are keys, what each may hold, and which go out.</summary>
/// <remarks>
/// Dixa writes some times as <c>2025-03-04T06:58:32.481Z[GMT]</c> and presence times without a zone; both become RFC 3339 where
/// the stream's schema says <c>date-time</c>, and the same characters elsewhere stay as they are. Fields that no schema knows go out.
/// </remarks>
public sealed class RecordShape
{
    private readonly NameTable<Field> _fields;
    private readonly int _keys;

    /// <summary>Whether there may be something to cut from a record.</summary>
    private readonly bool _cuts;

    /// <param name="keys">The keys that the API's record has; not those that the connector adds.</param>
    /// <param name="cursor">The field that is picked out as cursor; null for none.</param>
    /// <param name="type">What the schema says of a record; null for nothing.</param>
    /// <param name="dropped">The fields that do not go out.</param>
    public RecordShape(IReadOnlyCollection<string> keys, string? cursor = null, SchemaType? type = null, IReadOnlyCollection<string>? dropped = null)
    {
        var types = type?.Members.Entries.ToDictionary(member => member.Name, member => (SchemaType?)member.Value) ?? [];
        foreach (var name in keys.Append(cursor).OfType<string>().Concat(dropped ?? []))
        {
            types.TryAdd(name, null);
        }

        _keys = keys.Count;
        _cuts = dropped is { Count: > 0 } || type is { HasTimes: true };
        _fields = new(types.Select(entry => (entry.Key, new Field(
            (keys.Contains(entry.Key) ? Role.Key : Role.None) | (entry.Key == cursor ? Role.Cursor : Role.None),
            entry.Value,
            dropped?.Contains(entry.Key) == true))));
    }

    /// <summary>What a field is picked out for.</summary>
    [Flags]
    private enum Role
    {
        None = 0,
        Key = 1,
        Cursor = 2,
    }

    /// <summary>For records that nothing is asked of.</summary>
    public static RecordShape None { get; } = new([]);

    /// <summary>Goes over the object that the scanner stands at.</summary>
    /// <param name="violation">Hears of values that are not what the schema says, of fields that go out; null where nobody wants to.</param>
    /// <param name="pieces">Where to note what goes out; the record uses it until the next scan.</param>
    /// <returns>False when the scanner was stopped.</returns>
    public bool TryScan(scoped ref JsonScanner scanner, SchemaViolationHandler? violation, RecordPieces pieces, out JsonRecord record)
    {
        record = default;
        var (start, found, isFirst, place) = (scanner.At, 0, true, 0);
        var cut = _cuts ? pieces : null;
        ReadOnlySpan<byte> cursor = default;
        cut?.Begin(start);
        scanner.At++;
        while (scanner.NextMember(ref isFirst, out var isOver))
        {
            if (isOver)
            {
                cut?.End();
                if (found < _keys && violation is not null && !isFirst)
                {
                    ReportMissing(scanner.Text(start), violation);
                }

                record = new JsonRecord
                {
                    Json = scanner.Text(start),
                    IsEmpty = isFirst,
                    Cursor = cursor,
                    Fingerprint = Fingerprint.Of(scanner.Text(start)),
                    IsCut = cut is { IsCut: true },
                    Pieces = cut is { IsCut: true } ? cut.All : default,
                };
                return true;
            }

            var isKnown = _fields.TryFind(scanner, ref place, out var field);
            if (isKnown && field.IsDropped)
            {
                if (!scanner.SkipValue())
                {
                    return false;
                }

                cut!.Drop();
                continue;
            }

            var valueAt = scanner.At;
            cut?.BeginMember(scanner.NameAt - 1);
            if (!(isKnown && field.Type is not null ? field.TrySkip(ref scanner, violation, cut) : scanner.SkipValue()))
            {
                return false;
            }

            cut?.EndMember(scanner.At);
            if (isKnown && field.Role != Role.None && TryScalar(scanner.Text(valueAt), out var value))
            {
                cursor = (field.Role & Role.Cursor) != 0 ? value : cursor;
                found += (int)(field.Role & Role.Key);
            }
        }

        return false;
    }

    /// <summary>64 bits that tell a record from any other, in whatever version: of its key, or of all of it when it has no whole key.</summary>
    public ulong IdentityOf(ReadOnlySpan<byte> record)
    {
        var (identity, found, place) = (0UL, 0, 0);
        foreach (var member in new JsonMembers(record))
        {
            if (_fields.TryFind(member, ref place, out var field) && (field.Role & Role.Key) != 0 && TryScalar(member.Value, out var value))
            {
                identity = Fingerprint.Of(value, identity);
                found++;
            }
        }

        return found > 0 && found == _keys ? identity : Fingerprint.Of(record);
    }

    /// <summary>The bytes of a number or word, those between the quotes of a text; none of null, an object or an array.</summary>
    private static bool TryScalar(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> scalar)
    {
        scalar = value[0] == '"' ? value[1..^1] : value;
        return value[0] is not ((byte)'n' or (byte)'{' or (byte)'[');
    }

    private void ReportMissing(ReadOnlySpan<byte> record, SchemaViolationHandler violation)
    {
        var names = new HashSet<string>();
        foreach (var member in new JsonMembers(record))
        {
            names.Add(JsonText.Decode(member.Name));
        }

        foreach (var (name, field) in _fields.Entries)
        {
            if ((field.Role & Role.Key) != 0 && field.Type is { } type && !names.Contains(name))
            {
                violation(type, default);
            }
        }
    }

    /// <param name="Type">What its value can be; null where nothing is said of it.</param>
    private readonly record struct Field(Role Role, SchemaType? Type, bool IsDropped)
    {
        /// <remarks>A cursor is not checked: whoever uses it tells of one that is none, and what that means.</remarks>
        public bool TrySkip(scoped ref JsonScanner scanner, SchemaViolationHandler? violation, RecordPieces? cut)
        {
            violation = (Role & Role.Cursor) != 0 ? null : violation;
            cut = Type!.HasTimes ? cut : null;
            return violation is null && cut is null ? scanner.SkipValue() : Type.TrySkip(ref scanner, violation, cut);
        }
    }
}
