namespace Dixa.Connector.Dixa;

/// <summary>What a stream's requests have cost. Requests may run side by side.</summary>
/// <param name="whole">The meter of which this one is a part.</param>
public sealed class FetchMeter(FetchMeter? whole = null)
{
    private int _requests;
    private int _retries;
    private long _waitedTicks;

    /// <summary>Requests sent, every attempt counted.</summary>
    public int Requests => _requests;

    /// <summary>Attempts after the first of a request.</summary>
    public int Retries => _retries;

    /// <summary>Time spent waiting for a place within the rate limit; of requests that wait side by side, the sum.</summary>
    public TimeSpan Waited => TimeSpan.FromTicks(_waitedTicks);

    /// <summary>Called before each further attempt and in long waits for a place; with the time at which it goes on when a rate limit holds it up.</summary>
    public Func<DateTimeOffset?, CancellationToken, ValueTask>? Waiting { get; set; }

    public void AddRequest(TimeSpan waited)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _waitedTicks, waited.Ticks);
        whole?.AddRequest(waited);
    }

    public void AddRetry()
    {
        Interlocked.Increment(ref _retries);
        whole?.AddRetry();
    }
}
