using System.Collections.Concurrent;
using System.Globalization;

namespace Dixa.Simulator.Recording.Replacement;

/// <summary>Finds the alphabet of a character. Punctuation, blanks, symbols and controls have none and stay as they are.</summary>
public static class Alphabets
{
    private const int GenericBlockBits = 8;
    private const int FirstPictograph = 0x1F100;
    private const int LastPictograph = 0x1FAFF;

    /// <summary>Blocks of scripts. A block has to be large: the replacement of a character gives its block away.</summary>
    private static readonly (int First, int Last)[] Blocks =
    [
        (0x0000, 0x007F), // Basic Latin
        (0x0080, 0x024F), // Latin with diacritics
        (0x0370, 0x03FF), // Greek
        (0x0400, 0x052F), // Cyrillic
        (0x0530, 0x058F), // Armenian
        (0x0590, 0x05FF), // Hebrew
        (0x0600, 0x06FF), // Arabic
        (0x0900, 0x097F), // Devanagari
        (0x0E00, 0x0E7F), // Thai
        (0x1F1E6, 0x1F1FF), // the letters of flags
        (0x1F300, LastPictograph), // emoji
        (0x3040, 0x309F), // Hiragana
        (0x30A0, 0x30FF), // Katakana
        (0x3400, 0x4DBF), // rare Chinese characters
        (0x4E00, 0x9FFF), // Chinese characters
        (0xAC00, 0xD7A3), // Hangul
        (0x20000, 0x2A6DF), // very rare Chinese characters
    ];

    private static readonly ConcurrentDictionary<(int First, int Last, Kind Kind), Alphabet> Known = new();

    private static readonly Alphabet?[] Ascii = [.. Enumerable.Range(0, 0x80).Select(Search)];

    private enum Kind
    {
        None,
        Upper,
        Lower,
        Letter,
        Mark,
        Digit,
        Number,
        Pictograph,
        SkinTone,
    }

    public static Alphabet Digits { get; } = Find('0')!;

    public static Alphabet NonZeroDigits { get; } = new([.. "123456789"]);

    public static Alphabet Zero { get; } = new(['0']);

    public static Alphabet? Find(int letter) => letter < Ascii.Length ? Ascii[letter] : Search(letter);

    private static Alphabet? Search(int letter)
    {
        var kind = KindOf(letter);
        if (kind == Kind.None)
        {
            return null;
        }

        var (first, last) = BlockOf(letter);
        return Known.GetOrAdd((first, last, kind), key => new Alphabet(
            [.. Enumerable.Range(key.First, key.Last - key.First + 1).Where(code => KindOf(code) == key.Kind)]));
    }

    private static (int First, int Last) BlockOf(int letter)
    {
        foreach (var block in Blocks)
        {
            if (letter >= block.First && letter <= block.Last)
            {
                return block;
            }
        }

        var first = letter >> GenericBlockBits << GenericBlockBits;
        return (first, first + (1 << GenericBlockBits) - 1);
    }

    private static Kind KindOf(int code) => CharUnicodeInfo.GetUnicodeCategory(code) switch
    {
        UnicodeCategory.UppercaseLetter => Kind.Upper,
        UnicodeCategory.LowercaseLetter => Kind.Lower,
        UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Kind.Letter,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => Kind.Mark,
        UnicodeCategory.DecimalDigitNumber => Kind.Digit,
        UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
        UnicodeCategory.OtherSymbol when code is >= FirstPictograph and <= LastPictograph => Kind.Pictograph,
        UnicodeCategory.ModifierSymbol when code is >= FirstPictograph and <= LastPictograph => Kind.SkinTone,
        _ => Kind.None,
    };
}
