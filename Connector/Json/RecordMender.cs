using System.Text;

namespace Dixa.Connector.Json;

/// <summary>Makes one line of valid UTF-8 of a record that is not: without the line breaks between its tokens, with U+FFFD for what is no text.</summary>
public sealed class RecordMender(RecordKeys keys)
{
    private byte[] _bytes = [];

    /// <summary>The mended record, valid until the next one is mended.</summary>
    /// <param name="hasBrokenText">Whether a string of the record is no UTF-8.</param>
    public JsonRecord Mend(ReadOnlySpan<byte> json, bool hasBrokenText)
    {
        IReadOnlyList<FieldChange> changes = hasBrokenText ? [.. BrokenFields(json).Select(FieldChange.OfBrokenText)] : [];
        var whole = hasBrokenText ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json)) : json;
        if (_bytes.Length < whole.Length)
        {
            _bytes = new byte[whole.Length * 2];
        }

        // A raw line break can't stand inside a string, so all of them stand between tokens, where they mean nothing.
        var length = 0;
        for (var at = whole.IndexOfAny((byte)'\n', (byte)'\r'); at >= 0; at = whole.IndexOfAny((byte)'\n', (byte)'\r'))
        {
            whole[..at].CopyTo(_bytes.AsSpan(length));
            length += at;
            whole = whole[(at + 1)..];
        }

        whole.CopyTo(_bytes.AsSpan(length));
        length += whole.Length;
        var scanner = new JsonScanner(_bytes.AsSpan(0, length), 0);
        keys.TryPick(ref scanner, misfit: null, out var picked);
        return new JsonRecord { Json = scanner.Text(0), Cursor = picked.Cursor, Fingerprint = picked.Fingerprint, Changes = changes };
    }

    private static List<string> BrokenFields(ReadOnlySpan<byte> json)
    {
        var fields = new List<string>();
        var scanner = new JsonScanner(json, 1);
        var isFirst = true;
        while (scanner.NextMember(ref isFirst, out var isOver) && !isOver)
        {
            var name = Encoding.UTF8.GetString(scanner.Name);
            scanner.SkipValue();
            if (scanner.HasBrokenText)
            {
                fields.Add(name);
            }

            scanner = new JsonScanner(json, scanner.At);
        }

        return fields;
    }
}
