using System.Globalization;
using System.Text.RegularExpressions;

namespace Dixa.Simulator.Recording.Replacement;

/// <summary>The spellings of times. What is spelled otherwise is no time, whatever its member's name says.</summary>
public static partial class TimeForms
{
    private static readonly long First = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly long Last = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public static bool IsTime(string text) => Text().IsMatch(text) || IsEpoch(text);

    /// <summary>Unix milliseconds of this century.</summary>
    public static bool IsEpoch(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms >= First && ms < Last;

    /// <summary>A date, a time of day, or both, with or without a zone; `[GMT]` may follow.</summary>
    [GeneratedRegex(@"^(\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?(\[(GMT|UTC|Z|Etc/UTC)\])?)?|\d{2}:\d{2}(:\d{2})?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Text();
}
