using System.Runtime.InteropServices;
using System.Text.Json;

namespace Dixa.Connector.Json;

/// <summary>Shortens a record that is too large for the platforms. Its largest texts are cut first; if that is not enough, fields become null.</summary>
/// <remarks>All decisions are made by lengths, and the record is then written once: it may have a hundred thousand members.</remarks>
public static class RecordCutter
{
    /// <summary>No text is cut to less than this. A record that is large without large texts loses whole fields instead.</summary>
    private const int ShortestCut = 1024;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonScanner.MaxDepth + 1 };

    /// <param name="record">A valid JSON object on one line.</param>
    /// <param name="mostBytes">The limit for the shorter record together with its list of changes.</param>
    /// <param name="keys">Fields that stay unchanged.</param>
    /// <returns>The shorter record and its list of changes.</returns>
    public static (byte[] Shorter, IReadOnlyList<FieldChange> Changes) Cut(ReadOnlySpan<byte> record, int mostBytes, IReadOnlySet<string> keys)
    {
        var members = Members(record);
        var open = members.Where(member => !keys.Contains(member.Name)).ToList();
        CutTexts(record, open, mostBytes);
        LeaveOut(open, members.Sum(member => member.Cost) + 1 - mostBytes);
        return (Write(record, members), [.. members.Where(member => member.Change is not null).Select(member => member.Change!)]);
    }

    private static void CutTexts(ReadOnlySpan<byte> record, List<CutMember> members, int mostBytes)
    {
        // This may be more than needed, since some of these members may not be cut in the end.
        var account = members.Where(member => member.Texts.Exists(text => text.Length > ShortestCut)).Sum(member => FieldChange.OfCutText(member.Name).JsonBytes);
        var longest = LongestText(members.SelectMany(member => member.Texts), record.Length + account - mostBytes);
        foreach (var member in members)
        {
            foreach (ref var text in CollectionsMarshal.AsSpan(member.Texts))
            {
                if (text.Length > longest)
                {
                    text = text with { Kept = CutAt(record.Slice(text.Start, text.Length), longest) };
                    member.Saved += text.Length - text.Kept;
                    member.Change = FieldChange.OfCutText(member.Name);
                }
            }
        }
    }

    /// <summary>The length to which all longer texts must be cut to save the given number of bytes.</summary>
    private static int LongestText(IEnumerable<CutText> texts, long excess)
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

    /// <summary>Replaces values by null, those that save most first, until enough is saved or nothing more can be saved.</summary>
    private static void LeaveOut(List<CutMember> members, long excess)
    {
        foreach (var (member, saving) in members.Select(member => (Member: member, Saving: member.Cost - member.CostLeftOut)).OrderByDescending(each => each.Saving))
        {
            if (excess <= 0 || saving <= 0)
            {
                return;
            }

            excess -= saving;
            member.IsLeftOut = true;
            member.Change = FieldChange.OfLeftOut(member.Name);
        }
    }

    private static byte[] Write(ReadOnlySpan<byte> record, List<CutMember> members)
    {
        using var shorter = new MemoryStream(record.Length);
        foreach (var member in members)
        {
            shorter.WriteByte(shorter.Length == 0 ? (byte)'{' : (byte)',');
            if (member.IsLeftOut)
            {
                shorter.Write(record[member.Start..member.ValueStart]);
                shorter.Write("null"u8);
                continue;
            }

            var written = member.Start;
            foreach (var text in member.Texts.Where(text => text.Kept < text.Length))
            {
                shorter.Write(record[written..(text.Start + text.Kept)]);
                written = text.Start + text.Length;
            }

            shorter.Write(record[written..member.End]);
        }

        shorter.WriteByte((byte)'}');
        return shorter.ToArray();
    }

    /// <summary>The last position up to <paramref name="most"/> at which a text can be cut without splitting a character or an escape.</summary>
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

    /// <summary>The length of an escape. A surrogate pair, written as two escapes, stays together.</summary>
    private static int EscapeLength(ReadOnlySpan<byte> escape)
    {
        const int Unit = 6;
        var isPair = escape.Length >= 2 * Unit
            && escape[1] == 'u' && (escape[2] | 0x20) == 'd' && (escape[3] | 0x20) is (byte)'8' or (byte)'9' or (byte)'a' or (byte)'b'
            && escape[Unit] == '\\' && escape[Unit + 1] == 'u';
        return isPair ? 2 * Unit : escape[1] == 'u' ? Unit : 2;
    }

    private static List<CutMember> Members(ReadOnlySpan<byte> record)
    {
        var members = new List<CutMember>();
        var reader = new Utf8JsonReader(record, Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.Decode(reader.ValueSpan);
            var start = (int)reader.TokenStartIndex;
            var texts = new List<CutText>();
            reader.Read();
            var valueStart = (int)reader.TokenStartIndex;
            var depth = reader.CurrentDepth;
            do
            {
                if (reader.TokenType == JsonTokenType.String)
                {
                    texts.Add(new CutText((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueSpan.Length));
                }
            }
            while ((reader.CurrentDepth > depth || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) && reader.Read());

            members.Add(new CutMember(name, start, valueStart, (int)reader.BytesConsumed, texts));
        }

        return members;
    }
}
