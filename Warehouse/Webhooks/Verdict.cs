using Microsoft.AspNetCore.Http;

namespace Dixa.Warehouse.Webhooks;

/// <summary>How a delivery is answered.</summary>
/// <param name="Outcome">What it is counted as.</param>
/// <param name="Line">What the sender is told, which Dixa's log of deliveries may show: nothing of the body.</param>
/// <param name="EventFqn">The event's name, once the signature has shown that it is Dixa's; null before.</param>
public sealed record Verdict(int Status, string Outcome, string Line, string? EventFqn = null)
{
    public static Verdict BrokenOff { get; } = new(StatusCodes.Status400BadRequest, "broken_off", "The request broke off.");

    public static Verdict Encoded { get; } = new(StatusCodes.Status415UnsupportedMediaType, "encoded", "A Content-Encoding is not taken: what is signed are the bytes as they are.");

    public static Verdict TooLarge { get; } = new(StatusCodes.Status413PayloadTooLarge, "too_large", "The body is too large.");

    public static Verdict TooSlow { get; } = new(StatusCodes.Status408RequestTimeout, "too_slow", "The body takes too long.");

    public static Verdict Busy { get; } = new(StatusCodes.Status503ServiceUnavailable, "busy", "Too much is under way. Please send it again.");

    public static Verdict Forged { get; } = NotSigned("The signature is not that of the body under any known secret.");

    public static Verdict Unreadable { get; } = new(StatusCodes.Status400BadRequest, "unreadable", "The body is no JSON object with an event_id.");

    public static Verdict NotSigned(string line) => new(StatusCodes.Status401Unauthorized, "unsigned", line);

    public static Verdict Of(EventOutcome outcome, string? eventFqn) => outcome switch
    {
        EventOutcome.Stored => new(StatusCodes.Status200OK, "stored", "Kept.", eventFqn),
        EventOutcome.Duplicate => new(StatusCodes.Status200OK, "duplicate", "Known.", eventFqn),
        _ => new(StatusCodes.Status503ServiceUnavailable, "unavailable", "It can't be kept at the moment. Please send it again.", eventFqn),
    };

    /// <summary>Of what the server itself refuses while a body is read.</summary>
    public static Verdict Of(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status408RequestTimeout => TooSlow,
        _ => BrokenOff,
    };
}
