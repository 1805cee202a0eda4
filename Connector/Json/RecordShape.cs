namespace Dixa.Connector.Json;

/// <summary>What one pass over a record needs to know about its fields: the keys, their types, and which are written.</summary>
/// <remarks>
/// Dixa writes some times as <c>2025-03-04T06:58:32.481Z[GMT]</c>, and presence times without a zone. Both become RFC 3339 where
/// the stream's schema says <c>date-time</c>; elsewhere they stay unchanged. Fields that are not in the schema are written.
/// </remarks>
public sealed class RecordShape
{
    private readonly NameTable<Field> _fields;
    private readonly int _keys;

    /// <summary>Whether a record may have to be cut.</summary>
    private readonly bool _cuts;

    /// <param name="keys">The keys in the API's record, without those that the connector adds.</param>
    /// <param name="cursor">The field to use as cursor; null for none.</param>
    /// <param name="type">The schema of a record; null for none.</param>
    /// <param name="dropped">The fields that are not written.</param>
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

    /// <summary>What a field is used for.</summary>
    [Flags]
    private enum Role
    {
        None = 0,
        Key = 1,
        Cursor = 2,
    }

    /// <summary>The shape of records of which nothing is needed.</summary>
    public static RecordShape None { get; } = new([]);

    /// <summary>Scans the object at the scanner's position.</summary>
    /// <param name="violation">Called for schema violations in fields that are written; null to ignore them.</param>
    /// <param name="pieces">Collects what is written; the record refers to it until the next scan.</param>
    /// <returns>False if the scanner stopped.</returns>
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

    /// <summary>64 bits that identify a record in all its versions: of its key, or of the whole record if its key is incomplete.</summary>
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

    /// <summary>The bytes of a number or word, or those between the quotes of a text; false for null, an object or an array.</summary>
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

    /// <param name="Type">Its schema; null if there is none.</param>
    private readonly record struct Field(Role Role, SchemaType? Type, bool IsDropped)
    {
        /// <remarks>The cursor is not checked here: the code that uses it reports an invalid one.</remarks>
        public bool TrySkip(scoped ref JsonScanner scanner, SchemaViolationHandler? violation, RecordPieces? cut)
        {
            violation = (Role & Role.Cursor) != 0 ? null : violation;
            cut = Type!.HasTimes ? cut : null;
            return violation is null && cut is null ? scanner.SkipValue() : Type.TrySkip(ref scanner, violation, cut);
        }
    }
}
