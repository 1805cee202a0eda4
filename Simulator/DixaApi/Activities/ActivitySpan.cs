using System.Globalization;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Activities;

/// <summary>The span of time that a query asks for, in epoch milliseconds; open where it gives no end.</summary>
public sealed record ActivitySpan(long? FromMs, long? ToMs)
{
    private const string FromParameter = "fromDatetime";
    private const string ToParameter = "toDatetime";

    /// <summary>RFC 3339, with a zone and any number of digits for the fraction.</summary>
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static ActivitySpan Whole { get; } = new(null, null);

    public static ActivitySpan Parse(IQueryCollection query)
    {
        var span = new ActivitySpan(ParseTime(query, FromParameter), ParseTime(query, ToParameter));
        return span.FromMs > span.ToMs
            ? throw new RefusalException(StatusCodes.Status400BadRequest, "Validation failure when retrieving data")
            : span;
    }

    public bool Admits(long timeMs, Bounds bounds) =>
        (FromMs is not { } fromMs || bounds.IsFrom(fromMs, timeMs)) && (ToMs is not { } toMs || bounds.IsUpTo(toMs, timeMs));

    /// <summary>Whether anything between these times could be inside.</summary>
    public bool Overlaps(long firstMs, long lastMs) => (FromMs is not { } fromMs || lastMs >= fromMs) && (ToMs is not { } toMs || firstMs <= toMs);

    private static long? ParseTime(IQueryCollection query, string name)
    {
        if (!query.TryGetValue(name, out var values))
        {
            return null;
        }

        var text = values.ToString();
        var hasZone = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
        return hasZone && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw RefusalException.BadParameter(name);
    }
}
