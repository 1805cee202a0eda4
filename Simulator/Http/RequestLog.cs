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

/// <summary>A request as it came in and what it was answered; status 0 while, or because, it got no answer.</summary>
/// <param name="Authorized">Whether it bore a token that its API takes; entered with the status.</param>
/// <param name="Bytes">What was written of the body.</param>
/// <param name="Route">The resource that it asked for, as <see cref="ResourceTable"/> spells its path; null for none.</param>
public sealed record LoggedRequest(
    string Method, string Path, string Query, DateTimeOffset ArrivedAt, bool Authorized = false, int Status = 0, long Bytes = 0, string? Route = null);
