using System.Collections.Concurrent;

namespace Dixa.Simulator.Http;

/// <summary>The requests to both APIs in order of arrival, the latest hundred thousand of them.</summary>
public sealed class RequestLog
{
    private const int Kept = 100_000;

    private readonly ConcurrentDictionary<long, LoggedRequest> _requests = new();
    private long _arrived;

    public IReadOnlyList<LoggedRequest> All => [.. _requests.OrderBy(entry => entry.Key).Select(entry => entry.Value)];

    public void Clear() => _requests.Clear();

    /// <summary>Enters a request; the number is for adding to the entry later.</summary>
    public long Add(LoggedRequest request)
    {
        var number = Interlocked.Increment(ref _arrived);
        _requests[number] = request;
        _requests.TryRemove(number - Kept, out _);
        return number;
    }

    /// <summary>Adds to an entry, unless the log was cleared meanwhile.</summary>
    public void Update(long number, Func<LoggedRequest, LoggedRequest> change)
    {
        if (_requests.TryGetValue(number, out var request))
        {
            _requests.TryUpdate(number, change(request), request);
        }
    }
}
