namespace Dixa.Connector.Dixa;

/// <summary>What a stream's requests have cost. For one stream's task only.</summary>
public sealed class FetchMeter
{
    /// <summary>Requests sent, every attempt counted.</summary>
    public int Requests { get; set; }

    /// <summary>Attempts after the first of a request.</summary>
    public int Retries { get; set; }

    /// <summary>Time spent waiting for a place within the rate limit.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>Called before each further attempt; with the time at which it goes on when a rate limit holds it up.</summary>
    public Func<DateTimeOffset?, CancellationToken, ValueTask>? Retrying { get; set; }
}
