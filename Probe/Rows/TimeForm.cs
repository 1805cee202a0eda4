using System.Globalization;
using System.Text;
using Dixa.Connector.Json;

namespace Dixa.Probe.Rows;

/// <summary>The form of a time: its fraction and how it says its zone, without the time.</summary>
public static class TimeForm
{
    /// <returns>Such as <c>seconds, Z</c> or <c>1 to 3 digits, Z[GMT]</c>; null for a text that is no time.</returns>
    public static string? Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!DateTimeText.IsTime(bytes))
        {
            return null;
        }

        var zoneAt = text.IndexOfAny(['Z', '+', '-'], "0000-00-00T".Length);
        var (time, zone) = zoneAt < 0 ? (text, "") : (text[..zoneAt], text[zoneAt..]);
        var pointAt = time.IndexOf('.', StringComparison.Ordinal);
        var fraction = pointAt < 0 ? time.Length > 16 ? "seconds" : "minutes" : string.Create(CultureInfo.InvariantCulture, $"{Digits(time.Length - pointAt - 1)} of a fraction");
        return $"{fraction}, {Zone(zone)}";
    }

    private static string Digits(int count) => count <= 3 ? "1 to 3 digits" : "more than 3 digits";

    private static string Zone(string zone) => zone switch
    {
        "" => "no zone",
        "Z" => "`Z`",
        _ when zone.StartsWith("Z[", StringComparison.Ordinal) => zone is "Z[GMT]" or "Z[UTC]" ? $"`{zone}`" : "`Z[…]`",
        _ when zone.Contains('[', StringComparison.Ordinal) => "an offset and `[…]`",
        _ => "an offset",
    };
}
