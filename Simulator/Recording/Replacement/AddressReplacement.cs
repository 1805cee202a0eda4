using System.Text.RegularExpressions;

namespace Dixa.Simulator.Recording.Replacement;

/// <summary>Replaces a URL part by part, so that an id in it stays equal to the same id elsewhere.</summary>
public static partial class AddressReplacement
{
    /// <summary>Whether a text is a URL and nothing more.</summary>
    public static bool IsAddress(string text) => text.Contains("://", StringComparison.Ordinal) && Url().IsMatch(text);

    public static string Replace(string text, Replacements replacements)
    {
        var match = Url().Match(text);
        var before = "";
        return match.Groups["scheme"].Value + Part().Replace(match.Groups["rest"].Value, part =>
        {
            var replaced = TargetReplacement.Part(before, part.Value, replacements);
            before = part.Value;
            return replaced;
        });
    }

    [GeneratedRegex(@"^(?<scheme>https?://|wss?://|tel://|mailto://)(?<rest>[^\s\p{C}]+)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Url();

    [GeneratedRegex("[^/?&=#]+")]
    private static partial Regex Part();
}
