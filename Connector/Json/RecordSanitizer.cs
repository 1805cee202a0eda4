using System.Buffers;
using System.Text;

namespace Dixa.Connector.Json;

/// <summary>
/// Makes one line of valid UTF-8 of a record that is not: without the line breaks between its tokens, with escapes for the characters
/// at which some readers break lines, with U+FFFD for what is no text.
/// </summary>
public sealed class RecordSanitizer(RecordShape shape)
{
    private readonly RecordPieces _pieces = new();
    private readonly ArrayBufferWriter<byte> _line = new();

    /// <summary>The mended record, valid until the next one is mended.</summary>
    /// <param name="flaws">What the scanner has found in it.</param>
    public JsonRecord Sanitize(ReadOnlySpan<byte> json, TextFlaws flaws)
    {
        var isBroken = (flaws & TextFlaws.BrokenText) != 0;
        IReadOnlyList<FieldChange>? changes = isBroken ? [.. BrokenFields(json).Select(FieldChange.OfBrokenText)] : null;
        var whole = isBroken ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json)) : json;
        _line.ResetWrittenCount();
        if ((flaws & TextFlaws.LineSeparators) != 0)
        {
            WriteEscaped(whole);
        }
        else
        {
            WriteWithoutBreaks(whole);
        }

        var scanner = new JsonScanner(_line.WrittenSpan, 0);
        shape.TryScan(ref scanner, violation: null, _pieces, out var record);
        return record with { Changes = changes };
    }

    /// <summary>A raw line break can't stand inside a string, so all of them stand between tokens, where they mean nothing.</summary>
    private void WriteWithoutBreaks(ReadOnlySpan<byte> json)
    {
        for (var at = json.IndexOfAny((byte)'\n', (byte)'\r'); at >= 0; at = json.IndexOfAny((byte)'\n', (byte)'\r'))
        {
            _line.Write(json[..at]);
            json = json[(at + 1)..];
        }

        _line.Write(json);
    }

    /// <summary>Line separators can't stand between tokens, so all of them stand inside strings, where an escape says the same.</summary>
    private void WriteEscaped(ReadOnlySpan<byte> json)
    {
        for (var at = LineSeparators.IndexOfLead(json); at >= 0; at = LineSeparators.IndexOfLead(json))
        {
            var escape = LineSeparators.EscapeAt(json[at..], out var length);
            WriteWithoutBreaks(json[..at]);
            _line.Write(escape.IsEmpty ? json.Slice(at, length) : escape);
            json = json[(at + length)..];
        }

        WriteWithoutBreaks(json);
    }

    private static List<string> BrokenFields(ReadOnlySpan<byte> json)
    {
        var fields = new List<string>();
        foreach (var member in new JsonMembers(json))
        {
            if ((member.Flaws & TextFlaws.BrokenText) != 0)
            {
                fields.Add(JsonText.Decode(member.Name));
            }
        }

        return fields;
    }
}
