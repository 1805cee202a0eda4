namespace Dixa.Connector.Dixa;

/// <summary>What a stream's requests have cost. For one stream's task only.</summary>
public sealed class FetchMeter
{
    /// <summary>Requests sent, every attempt counted.</summary>
    public int Requests { get; set; }

    /// <summary>Attempts after the first of a request.</summary>
    public int Retries { get; set; }

    /// <summary>Bytes of bodies, decompressed.</summary>
    public long Bytes { get; set; }

    /// <summary>Time spent waiting for a place within the rate limit.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>Called when a rate limit holds the stream up, with the time at which it goes on.</summary>
    public Func<DateTimeOffset, CancellationToken, ValueTask>? RateLimited { get; set; }
}
