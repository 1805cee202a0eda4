using System.Text;

namespace Dixa.Simulator.Recording.Replacement;

/// <summary>Replaces what is somebody's in the path and query of a request, alike in the request and in links to it.</summary>
public static class TargetReplacement
{
    public static bool IsTarget(string text) =>
        (text.StartsWith("/v1/", StringComparison.Ordinal) || text.StartsWith("/beta/", StringComparison.Ordinal)) && !text.Any(char.IsWhiteSpace);

    /// <param name="target">A path, percent-encoded, and a query if it has one.</param>
    /// <param name="replacements">What stands for what.</param>
    public static string Replace(string target, Replacements replacements)
    {
        var (path, query) = target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? (target[..mark], target[(mark + 1)..]) : (target, null);
        var made = new StringBuilder();
        var before = "";
        foreach (var segment in path.Split('/').Skip(1))
        {
            made.Append('/').Append(Vocabulary.PathWords.Contains(segment) ? segment : Part(before, segment, replacements));
            before = segment;
        }

        return query is null ? made.ToString() : made.Append('?').AppendJoin('&', query.Split('&').Select(pair => Pair(pair, replacements))).ToString();
    }

    /// <summary>A part between slashes and such, of which a number after `conversations` is a conversation's.</summary>
    public static string Part(string before, string part, Replacements replacements)
    {
        if (IdReplacement.IsConversation(part) && before is "conversations" or "conversation" or "conversation-position")
        {
            return replacements.Ids.Conversation(part);
        }

        // An event's name is a word of Dixa's, in the path of its deliveries.
        return before == "logs" && Vocabulary.Words.Contains(part) ? part
            : part.Contains('%', StringComparison.Ordinal) ? Uri.EscapeDataString(replacements.Part(Uri.UnescapeDataString(part)))
            : replacements.Part(part);
    }

    private static string Pair(string pair, Replacements replacements)
    {
        var parts = pair.Split('=', 2);
        var name = replacements.Name(Uri.UnescapeDataString(parts[0]));
        return parts.Length == 1 ? Uri.EscapeDataString(name) : $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(Value(name, Uri.UnescapeDataString(parts[1].Replace('+', ' ')), replacements))}";
    }

    private static string Value(string name, string value, Replacements replacements) => AllowedMembers.KindOf(name) switch
    {
        MemberKind.Number when value.All(char.IsAsciiDigit) => value,
        MemberKind.Conversation => string.Join(',', value.Split(',').Select(id => replacements.Text(name, id))),
        _ => replacements.Text(name, value),
    };
}
