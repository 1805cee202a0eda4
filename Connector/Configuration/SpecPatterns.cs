using System.Text.RegularExpressions;

namespace Dixa.Connector.Configuration;

/// <summary>The patterns of <c>spec.json</c>, compiled with the connector.</summary>
/// <remarks>The engine that reads a pattern would take two megabytes of the image, and some milliseconds of each start.</remarks>
public static partial class SpecPatterns
{
    private const string Time =
        @"^((19|20)[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|((19|20)(0[48]|[2468][048]|[13579][26])|2000)-02-29)(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00))?$";

    private const string Url = @"^https?://[^\s/?#@]+(/[^\s?#]*)?$";

    private const int TimeoutMs = 1000;

    /// <summary>Whether a text matches a pattern of <c>spec.json</c>.</summary>
    /// <remarks>In .NET <c>$</c> also matches before a final line break; in JSON Schema it does not. White space (<c>\s</c>) is that of ASCII here.</remarks>
    /// <exception cref="NotSupportedException">The pattern is not in this class.</exception>
    public static bool Matches(string text, string pattern) => Of(pattern).IsMatch(text) && !text.EndsWith('\n');

    private static Regex Of(string pattern) => pattern switch
    {
        Time => OfTime(),
        Url => OfUrl(),
        _ => throw new NotSupportedException($"spec.json has the pattern {pattern}, which {nameof(SpecPatterns)} does not have"),
    };

    [GeneratedRegex(Time, RegexOptions.ECMAScript, TimeoutMs)]
    private static partial Regex OfTime();

    [GeneratedRegex(Url, RegexOptions.ECMAScript, TimeoutMs)]
    private static partial Regex OfUrl();
}
