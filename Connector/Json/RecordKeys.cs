namespace Dixa.Connector.Json;

/// <summary>The top-level fields that are picked out of each record while it is scanned.</summary>
public sealed class RecordKeys(IReadOnlyList<string> primaryKey, string? cursor)
{
    private readonly NameTable<(bool IsKey, bool IsCursor)> _fields = new(
        primaryKey.Append(cursor).OfType<string>().Distinct().Select(name => (name, (primaryKey.Contains(name), name == cursor))));

    private readonly int _keys = primaryKey.Count;

    /// <summary>Whether there is a key to tell records apart by.</summary>
    public bool HasKey => _keys > 0;

    /// <summary>Goes over the object that the scanner stands at.</summary>
    /// <returns>False when the scanner was stopped.</returns>
    public bool TryPick(scoped ref JsonScanner scanner, out PickedKeys picked)
    {
        picked = default;
        var (start, fingerprint, found, isFirst) = (scanner.At, Fingerprint.Start, 0, true);
        ReadOnlySpan<byte> cursorText = default;
        scanner.At++;
        while (scanner.NextMember(ref isFirst, out var isOver))
        {
            if (isOver)
            {
                picked = new PickedKeys
                {
                    IsEmpty = isFirst,
                    Cursor = cursorText,
                    Fingerprint = found > 0 && found == _keys
                        ? Fingerprint.Add(fingerprint, cursorText)
                        : Fingerprint.Add(Fingerprint.Start, scanner.Text(start)),
                };
                return true;
            }

            var isPicked = _fields.TryFind(scanner, out var field);
            var valueAt = scanner.At;
            if (!scanner.SkipValue())
            {
                return false;
            }

            if (isPicked && TryScalar(scanner.Text(valueAt), out var value))
            {
                cursorText = field.IsCursor ? value : cursorText;
                fingerprint = field.IsKey ? Fingerprint.Add(fingerprint, value) : fingerprint;
                found += field.IsKey ? 1 : 0;
            }
        }

        return false;
    }

    /// <summary>The bytes of a number or word, those between the quotes of a text; none of null, an object or an array.</summary>
    private static bool TryScalar(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> scalar)
    {
        scalar = value[0] == '"' ? value[1..^1] : value;
        return value[0] is not ((byte)'n' or (byte)'{' or (byte)'[');
    }
}
