using System.Text;
using System.Text.Json;

namespace Dixa.Connector.Json;

/// <summary>Shortens a record that is too large for the platforms: its largest texts are cut, and fields left out where that is not enough.</summary>
public static class RecordCutter
{
    /// <summary>A text is not cut below this; what is large without large texts loses whole fields instead.</summary>
    private const int ShortestCut = 1024;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonScanner.MaxDepth + 1 };

    /// <param name="record">A valid JSON object on one line.</param>
    /// <param name="mostBytes">What the shorter record may have.</param>
    /// <param name="keys">Fields that stay as they are.</param>
    /// <returns>The shorter record, and what was changed in it.</returns>
    public static (byte[] Shorter, IReadOnlyList<FieldChange> Changes) Cut(ReadOnlySpan<byte> record, int mostBytes, IReadOnlySet<string> keys)
    {
        var members = Members(record);
        var longest = LongestText(members.Where(member => !keys.Contains(member.Name)).SelectMany(member => member.Texts), record.Length - mostBytes);
        var changes = new List<FieldChange>();
        var leftOut = new HashSet<string>();
        var shorter = Write(record, members, keys, longest, leftOut, changes);
        foreach (var member in members.Where(member => !keys.Contains(member.Name)).OrderByDescending(member => member.Length))
        {
            if (shorter.Length <= mostBytes)
            {
                break;
            }

            leftOut.Add(member.Name);
            changes.Clear();
            shorter = Write(record, members, keys, longest, leftOut, changes);
        }

        return (shorter, changes);
    }

    /// <summary>The length to which all longer texts have to be cut so that so many bytes are saved.</summary>
    private static int LongestText(IEnumerable<(int Start, int Length)> texts, int excess)
    {
        int[] lengths = [.. texts.Select(text => text.Length).Where(length => length > ShortestCut).OrderDescending()];
        long above = 0;
        for (var i = 0; i < lengths.Length; i++)
        {
            above += lengths[i];
            var next = i + 1 < lengths.Length ? lengths[i + 1] : ShortestCut;
            if (above - ((i + 1L) * next) >= excess)
            {
                return (int)((above - excess) / (i + 1));
            }
        }

        return ShortestCut;
    }

    private static byte[] Write(
        ReadOnlySpan<byte> record, List<Member> members, IReadOnlySet<string> keys, int longest, HashSet<string> leftOut, List<FieldChange> changes)
    {
        using var shorter = new MemoryStream();
        foreach (var member in members)
        {
            shorter.WriteByte(shorter.Length == 0 ? (byte)'{' : (byte)',');
            if (leftOut.Contains(member.Name))
            {
                shorter.Write(record[member.Start..member.ValueStart]);
                shorter.Write("null"u8);
                changes.Add(FieldChange.OfLeftOut(member.Name));
                continue;
            }

            var written = member.Start;
            foreach (var (start, length) in keys.Contains(member.Name) ? [] : member.Texts.Where(text => text.Length > longest))
            {
                shorter.Write(record[written..(start + CutAt(record.Slice(start, length), longest))]);
                written = start + length;
            }

            if (written > member.Start)
            {
                changes.Add(FieldChange.OfCutText(member.Name));
            }

            shorter.Write(record[written..(member.Start + member.Length)]);
        }

        shorter.WriteByte((byte)'}');
        return shorter.ToArray();
    }

    /// <summary>The last place up to <paramref name="most"/> at which a text can be cut: not inside a character or an escape.</summary>
    private static int CutAt(ReadOnlySpan<byte> text, int most)
    {
        var cut = most;
        var at = 0;
        while (true)
        {
            var next = text[at..most].IndexOf((byte)'\\');
            if (next < 0)
            {
                break;
            }

            var escape = at + next;
            at = escape + EscapeLength(text[escape..]);
            if (at > most)
            {
                cut = escape;
                break;
            }
        }

        while (cut > 0 && (text[cut] & 0xC0) == 0x80)
        {
            cut--;
        }

        return cut;
    }

    /// <summary>Two characters that are written as a pair of escapes stay together.</summary>
    private static int EscapeLength(ReadOnlySpan<byte> escape)
    {
        const int Unit = 6;
        var isPair = escape.Length >= 2 * Unit
            && escape[1] == 'u' && (escape[2] | 0x20) == 'd' && (escape[3] | 0x20) is (byte)'8' or (byte)'9' or (byte)'a' or (byte)'b'
            && escape[Unit] == '\\' && escape[Unit + 1] == 'u';
        return isPair ? 2 * Unit : escape[1] == 'u' ? Unit : 2;
    }

    private static List<Member> Members(ReadOnlySpan<byte> record)
    {
        var members = new List<Member>();
        var reader = new Utf8JsonReader(record, Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Encoding.UTF8.GetString(reader.ValueSpan);
            var start = (int)reader.TokenStartIndex;
            var texts = new List<(int, int)>();
            reader.Read();
            var valueStart = (int)reader.TokenStartIndex;
            var depth = reader.CurrentDepth;
            do
            {
                if (reader.TokenType == JsonTokenType.String)
                {
                    texts.Add(((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length));
                }
            }
            while ((reader.CurrentDepth > depth || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) && reader.Read());

            members.Add(new Member(name, start, valueStart, (int)reader.BytesConsumed - start, texts));
        }

        return members;
    }

    /// <param name="Name">As it is written.</param>
    /// <param name="Start">Where the name's quote stands.</param>
    /// <param name="ValueStart">Where the value begins.</param>
    /// <param name="Length">Of name and value.</param>
    /// <param name="Texts">The strings in the value, without their quotes.</param>
    private sealed record Member(string Name, int Start, int ValueStart, int Length, List<(int Start, int Length)> Texts);
}
