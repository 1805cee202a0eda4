using System.Globalization;

namespace Dixa.Warehouse.Pages.Markup;

/// <summary>Numbers, times and dates as people read them.</summary>
public static class Say
{
    /// <summary>What stands where there is no number.</summary>
    public const string Nothing = "–";

    private const int Minute = 60;
    private const int Hour = 60 * Minute;
    private const int Day = 24 * Hour;

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>Two units at most: <c>45 s</c>, <c>12 min</c>, <c>3 h 5 min</c>, <c>4 d 2 h</c>.</summary>
    public static string Duration(long? seconds) => seconds switch
    {
        null => Nothing,
        < Minute => Text($"{seconds} s"),
        < Hour => Text($"{seconds / Minute} min"),
        < 2 * Day => Two(seconds.Value / Hour, "h", seconds.Value % Hour / Minute, "min"),
        _ => Two(seconds.Value / Day, "d", seconds.Value % Day / Hour, "h"),
    };

    public static string Score(double? score) => score is { } value ? value.ToString("0.00", CultureInfo.InvariantCulture) : Nothing;

    public static string Percent(double? share) => share is { } value ? Text($"{Math.Round(value * 100, MidpointRounding.AwayFromZero):0} %") : Nothing;

    /// <summary><c>+12</c>, <c>−3</c> or <c>±0</c>, with a real minus sign.</summary>
    public static string Change(long change) => change switch
    {
        > 0 => $"+{Count(change)}",
        < 0 => $"−{Count(-change)}",
        _ => "±0",
    };

    public static string ShortDate(DateOnly date) => date.ToString("d MMM", CultureInfo.InvariantCulture);

    public static string WeekdayDate(DateOnly date) => date.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    public static string LongDate(DateOnly date) => date.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>From one date to another, with the year where it helps.</summary>
    public static string Range(DateOnly from, DateOnly to) =>
        from == to ? LongDate(from) : $"{from.ToString(from.Year == to.Year ? "d MMMM" : "d MMMM yyyy", CultureInfo.InvariantCulture)} to {to.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}";

    public static string Time(DateTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string DateAndTime(DateTime time) => time.ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A word of the API as a word: <c>facebookmessenger</c> has no better one, <c>web_chat</c> has.</summary>
    public static string Word(string word) => word.ToUpperInvariant() switch
    {
        "EMAIL" => "Email",
        "WIDGETCHAT" => "Chat",
        "PSTNPHONE" => "Phone",
        "CONTACTFORM" => "Contact form",
        "CALLBACK" => "Callback",
        "FACEBOOKMESSENGER" => "Facebook Messenger",
        "WHATSAPP" => "WhatsApp",
        "SMS" => "SMS",
        "API" or "GENERICAPIMESSAGING" => "API messaging",
        "INBOUND" => "Inbound",
        "OUTBOUND" => "Outbound",
        "TRUSTPILOTREVIEWS" => "Trustpilot reviews",

        // Dixa's list is open; names of its own begin with a small letter, and those of customers may as well.
        _ => word.Length > 0 ? $"{char.ToUpperInvariant(word[0])}{word[1..]}" : word,
    };

    private static string Two(long large, string largeUnit, long small, string smallUnit) => small == 0 ? Text($"{large} {largeUnit}") : Text($"{large} {largeUnit} {small} {smallUnit}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
