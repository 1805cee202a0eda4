namespace Dixa.Connector.Api;

/// <summary>Counts a stream's requests and their waits. Safe for concurrent requests.</summary>
public sealed class RequestStatistics
{
    private int _requests;
    private int _retries;
    private readonly Lock _waits = new();
    private TimeSpan _waited;
    private TimeSpan _waitedUntil;

    /// <summary>Requests sent, including repeated attempts.</summary>
    public int Requests => _requests;

    /// <summary>Repeated attempts.</summary>
    public int Retries => _retries;

    /// <summary>The time spent waiting for the rate limiter. Concurrent waits count once.</summary>
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

    /// <summary>Called at the start of a long wait for a rate limit, with the time of its end. It may be called several times for one wait.</summary>
    public Action<DateTimeOffset>? RateLimited { get; set; }

    /// <param name="waited">How long the request waited for its lease.</param>
    /// <param name="until">The end of that wait, on any monotonic clock. Leases are granted in the order of the requests.</param>
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
