using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Dixa.Simulator.Recording.Replacement;

/// <summary>Replaces a text by one of the same form: letters by letters of their script and case, digits by digits, UUIDs by UUIDs.</summary>
/// <remarks>Letters are replaced as the whole text says, so that a frequent word has another replacement in each text. Case and punctuation don't count: an address in capitals, and a number with blanks in it, keep equal to the plain one.</remarks>
public sealed partial class TextReplacement(KeyedPermutation permutation, IdReplacement ids)
{
    private const int LongestKept = 64;
    private const int MostKept = 100_000;
    private const int UuidLength = 36;

    /// <summary>What was replaced lately: names and addresses come again and again.</summary>
    private readonly ConcurrentDictionary<string, string> _replaced = new(StringComparer.Ordinal);
    private int _kept;

    public string Replace(string text)
    {
        if (text.Length > LongestKept)
        {
            return Make(text);
        }

        if (_replaced.TryGetValue(text, out var known))
        {
            return known;
        }

        // Counted here, since the dictionary would lock all of itself to say it.
        if (Interlocked.Increment(ref _kept) > MostKept)
        {
            _replaced.Clear();
            Interlocked.Exchange(ref _kept, 0);
        }

        return _replaced[text] = Make(text);
    }

    private string Make(string text)
    {
        var uuids = FindUuids(text);
        var (places, sizes) = (new ushort[text.Length], new ushort[text.Length]);
        var (count, isNumber) = (0, true);
        foreach (var (_, letter, alphabet) in Letters(text, uuids))
        {
            if (alphabet is not null)
            {
                (places[count], sizes[count]) = ((ushort)alphabet.PlaceOf(letter.Value), (ushort)alphabet.Size);
                isNumber &= alphabet == Alphabets.Digits;
                count++;
            }
        }

        // What has only digits may be a number, also a JSON number: a leading zero stays one, and nothing else becomes one.
        var first = !isNumber || count == 0 ? null : places[0] == 0 ? Alphabets.Zero : Alphabets.NonZeroDigits;
        if (first is not null)
        {
            (places[0], sizes[0]) = ((ushort)Math.Max(0, places[0] - 1), (ushort)first.Size);
        }

        permutation.Apply(places.AsSpan(0, count), sizes.AsSpan(0, count));
        return Write(text, uuids, places, first);
    }

    private string Write(string text, List<int> uuids, ushort[] places, Alphabet? first)
    {
        var made = new StringBuilder(text.Length);
        var (count, done) = (0, 0);
        foreach (var (at, letter, alphabet) in Letters(text, uuids))
        {
            if (done < uuids.Count && at == uuids[done])
            {
                made.Append(ids.Uuid(text.Substring(at, UuidLength)));
                done++;
            }

            if (done > 0 && at < uuids[done - 1] + UuidLength && at >= uuids[done - 1])
            {
                continue;
            }

            made.Append(alphabet is null ? letter : new Rune((count == 0 ? first ?? alphabet : alphabet).Letters[places[count++]]));
        }

        return made.ToString();
    }

    /// <summary>Each character, where it begins, and its alphabet unless it has none or is within a UUID.</summary>
    private static IEnumerable<(int At, Rune Letter, Alphabet? Alphabet)> Letters(string text, List<int> uuids)
    {
        var (at, next) = (0, 0);
        foreach (var letter in text.EnumerateRunes())
        {
            next += next < uuids.Count && at >= uuids[next] + UuidLength ? 1 : 0;
            var isFixed = next < uuids.Count && at >= uuids[next];
            yield return (at, letter, isFixed ? null : Alphabets.Find(letter.Value));
            at += letter.Utf16SequenceLength;
        }
    }

    private static List<int> FindUuids(string text)
    {
        var found = new List<int>();
        if (text.Length >= UuidLength && text.Contains('-', StringComparison.Ordinal))
        {
            foreach (var match in Uuid().EnumerateMatches(text))
            {
                found.Add(match.Index);
            }
        }

        return found;
    }

    [GeneratedRegex("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")]
    private static partial Regex Uuid();
}
