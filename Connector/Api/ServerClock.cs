using Serilog;

namespace Dixa.Connector.Api;

/// <summary>Follows a host's clock by its responses, and warns once when the local clock differs.</summary>
/// <remarks>Dixa's clock decides whether a row exists yet. With a local clock that runs ahead, a state would cover time that Dixa has not reached.</remarks>
public sealed class ServerClock(string host, ILogger log)
{
    /// <summary>The smallest difference that is reported. Less can come from the network, or from the header's resolution of a second.</summary>
    private static readonly TimeSpan Noticeable = TimeSpan.FromMinutes(1);

    /// <summary>A clock that shows an earlier time was never set, so it is ignored.</summary>
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private int _reported;

    /// <summary>The host's time when a request was sent, or slightly earlier; the local time if the response has no date.</summary>
    /// <param name="date">The response's <c>Date</c>, which has no fractions of a second.</param>
    /// <param name="sentAt">When the request was sent, by the local clock.</param>
    /// <param name="elapsed">The time until the headers came. It can be long: Dixa prepares an export before it sends them.</param>
    public DateTimeOffset AskedAt(DateTimeOffset? date, DateTimeOffset sentAt, TimeSpan elapsed)
    {
        if (date is not { } answeredAt || answeredAt < Epoch)
        {
            return sentAt;
        }

        // The response was made between these two times, so only a date outside of them shows a different clock.
        var ahead = sentAt - answeredAt;
        var behind = answeredAt - (sentAt + elapsed);
        if ((ahead > Noticeable || behind > Noticeable) && Interlocked.Exchange(ref _reported, 1) == 0)
        {
            log.Warning(
                "The clock here is {Skew:c} {Direction:l} the clock of the {Host:l}. The sync uses Dixa's clock and loses nothing; correct this machine's",
                TimeSpan.FromSeconds(Math.Round((ahead > behind ? ahead : behind).TotalSeconds)),
                ahead > behind ? "ahead of" : "behind",
                host);
        }

        return answeredAt - elapsed;
    }
}
