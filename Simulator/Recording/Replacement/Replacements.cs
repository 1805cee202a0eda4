using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Dixa.Simulator.Recording.Replacement;

/// <summary>Decides for each name and value whether it stays or what stands for it. Safe to share between answers.</summary>
/// <param name="key">Random, and kept in memory only: without it no replacement can be found by trying names.</param>
public sealed class Replacements(byte[] key)
{
    private const int DeepestNesting = 8;
    private const int MostUnknownNames = 1_000;

    private readonly TextReplacement _texts = new(new KeyedPermutation(Derive(key, "letters")), new IdReplacement(Derive(key, "ids")));
    private readonly ConcurrentDictionary<string, bool> _unknownNames = new(StringComparer.Ordinal);

    public IdReplacement Ids { get; } = new(Derive(key, "ids"));

    /// <summary>Names of members that were replaced since the table has not got them. They are for the screen, never for a file.</summary>
    public IEnumerable<string> UnknownNames => _unknownNames.Keys.Order(StringComparer.Ordinal);

    /// <summary>A member's name. One that isn't in the table may be a customer's own, as the labels of a form are.</summary>
    public string Name(string name)
    {
        if (AllowedMembers.Contains(name))
        {
            return name;
        }

        if (_unknownNames.Count < MostUnknownNames)
        {
            _unknownNames.TryAdd(name, true);
        }

        return _texts.Replace(name);
    }

    /// <param name="member">The member whose value, or in whose array, the text is; null for none.</param>
    /// <param name="nesting">How many texts this one is inside of.</param>
    public string Text(string? member, string text, int nesting = 0)
    {
        var stays = AllowedMembers.KindOf(member) switch
        {
            MemberKind.Time => TimeForms.IsTime(text),
            MemberKind.Word => Vocabulary.Words.Contains(text),
            MemberKind.TypeName => Vocabulary.IsTypeName(text),
            MemberKind.Language => Vocabulary.IsLanguage(text),
            MemberKind.Zone => Vocabulary.IsZone(text) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out _),
            MemberKind.Sentence => Vocabulary.Sentences.Contains(text),
            MemberKind.Truth => text is "true" or "false",
            _ => text.Length == 0,
        };
        return stays ? text : Replace(member, text, nesting);
    }

    /// <summary>A JSON number, as it is spelled.</summary>
    public string Number(string? member, string number) => AllowedMembers.KindOf(member) switch
    {
        MemberKind.Number => number,
        MemberKind.Time when TimeForms.IsEpoch(number) => number,
        MemberKind.Conversation when IdReplacement.IsConversation(number) => Ids.Conversation(number),
        _ => ReplaceDigits(number),
    };

    /// <summary>Any text, as one that nothing allows.</summary>
    public string Free(string text) => AddressReplacement.IsAddress(text) ? AddressReplacement.Replace(text, this) : _texts.Replace(text);

    /// <summary>A part of an address, such as a segment of its path.</summary>
    public string Part(string text) => _texts.Replace(text);

    private static byte[] Derive(byte[] key, string use) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(use));

    private string Replace(string? member, string text, int nesting) => AllowedMembers.KindOf(member) switch
    {
        MemberKind.PageKey => Ids.PageKey(text),
        MemberKind.Link when TargetReplacement.IsTarget(text) => TargetReplacement.Replace(text, this),
        MemberKind.Conversation when IdReplacement.IsConversation(text) => Ids.Conversation(text),
        _ when member == AllowedMembers.Payload && nesting < DeepestNesting && NestedJson.TryReplace(text, this, nesting + 1) is { } nested => nested,
        _ => Free(text),
    };

    /// <summary>The digits before an exponent; the exponent stays, lest a number become one that no program can hold.</summary>
    private string ReplaceDigits(string number)
    {
        var exponent = number.AsSpan().IndexOfAny('e', 'E');
        return exponent < 0 ? _texts.Replace(number) : _texts.Replace(number[..exponent]) + number[exponent..];
    }
}
