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

        if (_replaced.Count > MostKept)
        {
            _replaced.Clear();
        }

        return _replaced[text] = Make(text);
    }

    private string Make(string text)
    {
        var letters = text.EnumerateRunes().ToArray();
        var fixedParts = FindUuids(text);
        var (places, sizes, alphabets) = (new ushort[letters.Length], new ushort[letters.Length], new Alphabet?[letters.Length]);
        var (count, part) = (0, 0);
        for (var (index, at) = (0, 0); index < letters.Length; at += letters[index].Utf16SequenceLength, index++)
        {
            part += part < fixedParts.Count && at >= fixedParts[part] + UuidLength ? 1 : 0;
            var isFixed = part < fixedParts.Count && at >= fixedParts[part];
            if (!isFixed && Alphabets.Find(letters[index].Value) is { } alphabet)
            {
                (alphabets[index], places[count++]) = (alphabet, (ushort)alphabet.PlaceOf(letters[index].Value));
            }
        }

        KeepNumbersWhole(letters, alphabets, places);
        count = 0;
        foreach (var alphabet in alphabets.OfType<Alphabet>())
        {
            sizes[count++] = (ushort)alphabet.Size;
        }

        permutation.Apply(places.AsSpan(0, count), sizes.AsSpan(0, count));
        return Write(text, letters, alphabets, places, fixedParts);
    }

    /// <summary>What has only digits may be a number, also a JSON number: a leading zero stays one, and nothing else becomes one.</summary>
    private static void KeepNumbersWhole(Rune[] letters, Alphabet?[] alphabets, ushort[] places)
    {
        if (alphabets.Any(alphabet => alphabet is not null && alphabet != Alphabets.Digits)
            || Array.FindIndex(alphabets, alphabet => alphabet is not null) is not (>= 0 and var first))
        {
            return;
        }

        alphabets[first] = letters[first].Value == '0' ? Alphabets.Zero : Alphabets.NonZeroDigits;
        places[0] = (ushort)alphabets[first]!.PlaceOf(letters[first].Value);
    }

    private string Write(string text, Rune[] letters, Alphabet?[] alphabets, ushort[] places, List<int> fixedParts)
    {
        var made = new StringBuilder(text.Length);
        var place = 0;
        for (var (index, at) = (0, 0); index < letters.Length; at += letters[index].Utf16SequenceLength, index++)
        {
            made.Append(alphabets[index] is { } alphabet ? new Rune(alphabet.Letters[places[place++]]) : letters[index]);
        }

        foreach (var at in fixedParts)
        {
            // All that is replaced keeps its length, so a UUID stands where it stood.
            made.Remove(at, UuidLength).Insert(at, ids.Uuid(text.Substring(at, UuidLength)));
        }

        return made.ToString();
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
