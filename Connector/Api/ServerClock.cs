using Serilog;

namespace Dixa.Connector.Api;

/// <summary>A host's own clock, as far as its answers tell it; says once when the clock here is another.</summary>
/// <remarks>Whether a row exists yet goes by Dixa's clock. A clock here that runs ahead would make a state cover time that Dixa has not reached.</remarks>
public sealed class ServerClock(string host, ILogger log)
{
    /// <summary>Less than this is the header's resolution of a second, and the way of the answer.</summary>
    private static readonly TimeSpan Noticeable = TimeSpan.FromMinutes(1);

    /// <summary>A clock before this was never set and tells nothing.</summary>
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private int _reported;

    /// <summary>The host's time when a request was sent, or a little earlier; by the clock here where the answer does not say.</summary>
    /// <param name="date">The answer's <c>Date</c>, which cuts fractions of a second off.</param>
    /// <param name="sentAt">When the request was sent, by the clock here.</param>
    /// <param name="elapsed">How long the answer's headers took: a long export is put together before they come.</param>
    public DateTimeOffset AskedAt(DateTimeOffset? date, DateTimeOffset sentAt, TimeSpan elapsed)
    {
        if (date is not { } answeredAt || answeredAt < Epoch)
        {
            return sentAt;
        }

        // The answer was given between the two, so only what lies outside of them is another clock.
        var ahead = sentAt - answeredAt;
        var behind = answeredAt - (sentAt + elapsed);
        if ((ahead > Noticeable || behind > Noticeable) && Interlocked.Exchange(ref _reported, 1) == 0)
        {
            log.Warning(
                "The clock here is {Skew:c} {Direction:l} the clock of the {Host:l}. The sync goes by Dixa's clock and loses nothing; set this machine's",
                TimeSpan.FromSeconds(Math.Round((ahead > behind ? ahead : behind).TotalSeconds)),
                ahead > behind ? "ahead of" : "behind",
                host);
        }

        return answeredAt - elapsed;
    }
}
