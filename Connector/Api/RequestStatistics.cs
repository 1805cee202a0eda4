namespace Dixa.Connector.Api;

/// <summary>What a stream's requests have cost. Requests may run side by side.</summary>
public sealed class RequestStatistics
{
    private int _requests;
    private int _retries;
    private readonly Lock _waits = new();
    private TimeSpan _waited;
    private TimeSpan _waitedUntil;

    /// <summary>Requests sent, every attempt counted.</summary>
    public int Requests => _requests;

    /// <summary>Attempts after the first of a request.</summary>
    public int Retries => _retries;

    /// <summary>Time in which a request waited for a place within the rate limit; requests that wait side by side count once.</summary>
    public TimeSpan Waited
    {
        get
        {
            lock (_waits)
            {
                return _waited;
            }
        }
    }

    /// <summary>Called when a rate limit holds a request up for long, with the time at which it goes on; maybe several times for the same.</summary>
    public Action<DateTimeOffset>? RateLimited { get; set; }

    /// <param name="waited">How long the request waited for its place.</param>
    /// <param name="until">When that ended, on any clock that only goes forward. Places are given in the order in which they were asked for.</param>
    public void AddRequest(TimeSpan waited, TimeSpan until)
    {
        Interlocked.Increment(ref _requests);
        lock (_waits)
        {
            var from = until - waited;
            _waited += until > _waitedUntil ? until - (from > _waitedUntil ? from : _waitedUntil) : TimeSpan.Zero;
            _waitedUntil = until > _waitedUntil ? until : _waitedUntil;
        }
    }

    public void AddRetry() => Interlocked.Increment(ref _retries);
}
