namespace Dixa.Connector.Json;

/// <summary>The top-level fields that are picked out of each record while it is scanned, and what all its fields can be.</summary>
/// <param name="primaryKey">The keys that the API's record has; not those that the connector adds.</param>
/// <param name="type">What the schema says of a record; null for nothing.</param>
public sealed class RecordKeys(IReadOnlyList<string> primaryKey, string? cursor, SchemaType? type = null)
{
    private readonly NameTable<Field> _fields = new(FieldsOf(primaryKey, cursor, type));
    private readonly int _keys = primaryKey.Count;

    /// <summary>What a field is picked out for.</summary>
    [Flags]
    private enum Role
    {
        None = 0,
        Key = 1,
        Cursor = 2,
    }

    /// <summary>For records that nothing is asked of.</summary>
    public static RecordKeys None { get; } = new([], null);

    /// <summary>Goes over the object that the scanner stands at.</summary>
    /// <param name="violation">Hears of values that are not what the schema says; null where nobody wants to.</param>
    /// <returns>False when the scanner was stopped.</returns>
    public bool TryPick(scoped ref JsonScanner scanner, SchemaViolationHandler? violation, out PickedKeys picked)
    {
        picked = default;
        var (start, found, isFirst, place) = (scanner.At, 0, true, 0);
        ReadOnlySpan<byte> cursorText = default;
        scanner.At++;
        while (scanner.NextMember(ref isFirst, out var isOver))
        {
            if (isOver)
            {
                if (found < _keys && violation is not null && !isFirst)
                {
                    LogMissing(scanner.Text(start), violation);
                }

                picked = new PickedKeys
                {
                    IsEmpty = isFirst,
                    Cursor = cursorText,
                    Fingerprint = Fingerprint.Of(scanner.Text(start)),
                };
                return true;
            }

            var isKnown = _fields.TryFind(scanner, ref place, out var field);
            var valueAt = scanner.At;
            if (!(isKnown && violation is not null && field.Type is { } expected ? expected.TrySkip(ref scanner, violation) : scanner.SkipValue()))
            {
                return false;
            }

            if (isKnown && field.Role != Role.None && TryScalar(scanner.Text(valueAt), out var value))
            {
                cursorText = (field.Role & Role.Cursor) != 0 ? value : cursorText;
                found += (int)(field.Role & Role.Key);
            }
        }

        return false;
    }

    /// <summary>64 bits that tell a record from any other, in whatever version: of its key, or of all of it when it has no whole key.</summary>
    public ulong IdentityOf(ReadOnlySpan<byte> record)
    {
        var scanner = new JsonScanner(record, 1);
        var (identity, found, isFirst, place) = (0UL, 0, true, 0);
        while (scanner.NextMember(ref isFirst, out var isOver) && !isOver)
        {
            var isKey = _fields.TryFind(scanner, ref place, out var field) && (field.Role & Role.Key) != 0;
            var valueAt = scanner.At;
            scanner.SkipValue();
            if (isKey && TryScalar(scanner.Text(valueAt), out var value))
            {
                identity = Fingerprint.Of(value, identity);
                found++;
            }
        }

        return found > 0 && found == _keys ? identity : Fingerprint.Of(record);
    }

    private static List<(string Name, Field Field)> FieldsOf(IReadOnlyList<string> primaryKey, string? cursor, SchemaType? type)
    {
        var fields = new List<(string Name, Field Field)>();
        foreach (var (name, member) in type?.Members.Entries ?? [])
        {
            // Whoever uses the cursor tells of one that is none, and what that means.
            fields.Add((name, new Field(RoleOf(name), name == cursor ? null : member)));
        }

        foreach (var name in cursor is null ? primaryKey : [.. primaryKey, cursor])
        {
            if (!fields.Exists(field => field.Name == name))
            {
                fields.Add((name, new Field(RoleOf(name), null)));
            }
        }

        return fields;

        Role RoleOf(string name) => (primaryKey.Contains(name) ? Role.Key : Role.None) | (name == cursor ? Role.Cursor : Role.None);
    }

    /// <summary>The bytes of a number or word, those between the quotes of a text; none of null, an object or an array.</summary>
    private static bool TryScalar(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> scalar)
    {
        scalar = value[0] == '"' ? value[1..^1] : value;
        return value[0] is not ((byte)'n' or (byte)'{' or (byte)'[');
    }

    private void LogMissing(ReadOnlySpan<byte> record, SchemaViolationHandler violation)
    {
        var names = new HashSet<string>();
        var scanner = new JsonScanner(record, 1);
        var isFirst = true;
        while (scanner.NextMember(ref isFirst, out var isOver) && !isOver)
        {
            names.Add(JsonText.Decode(scanner.Name));
            scanner.SkipValue();
        }

        foreach (var (name, field) in _fields.Entries)
        {
            if ((field.Role & Role.Key) != 0 && field.Type is not null && !names.Contains(name))
            {
                violation(field.Type, default);
            }
        }
    }

    /// <param name="Type">What its value can be; null when that is not to be checked.</param>
    private readonly record struct Field(Role Role, SchemaType? Type);
}
