using Dixa.Connector.Api;

namespace Dixa.Connector.Streams;

/// <summary>A window's turn to write: its request may go before, and its answer then waits here, unread, so that records and states stay in order.</summary>
/// <remarks>What is not read stays in the network's buffers and holds the server up, so waiting costs no memory.</remarks>
public sealed class PrefetchedWindow
{
    private readonly TaskCompletionSource _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RequestStatistics _whole;
    private readonly TimeProvider _time;
    private DateTimeOffset _waitsUntil;
    private long _begun;

    /// <param name="whole">The stream's statistics, through which waits are told; that of a window before its turn holds nobody up until then.</param>
    public PrefetchedWindow(RequestStatistics whole, TimeProvider time)
    {
        _whole = whole;
        _time = time;
        Statistics = new RequestStatistics(whole)
        {
            Waiting = (until, ct) =>
            {
                _waitsUntil = until ?? _waitsUntil;
                return _granted.Task.IsCompleted && whole.Waiting is { } tell ? tell(until, ct) : ValueTask.CompletedTask;
            },
        };
    }

    public RequestStatistics Statistics { get; }

    /// <summary>Dixa's time when the window was asked for.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>How many answers could begin while one is read: where they take long to begin and are soon read, waiting for one after the other is what a sync does most.</summary>
    public double AnswersInOneReading { get; private set; }

    private TimeSpan HeadersTook { get; set; }

    /// <remarks>A wait that has begun before is told first, while nothing else of the stream touches its output.</remarks>
    public async ValueTask GrantAsync(CancellationToken cancellationToken)
    {
        if (!_granted.Task.IsCompleted && _waitsUntil > _time.GetUtcNow() && _whole.Waiting is { } tell)
        {
            await tell(_waitsUntil, cancellationToken);
        }

        _granted.TrySetResult();
    }

    /// <summary>To be called with an answer before the first byte of it is read.</summary>
    public async ValueTask WaitAsync(BodyStream body, CancellationToken cancellationToken)
    {
        (AskedAt, HeadersTook) = (body.AskedAt, body.HeadersTook);
        await _granted.Task.WaitAsync(cancellationToken);
        _begun = _time.GetTimestamp();
    }

    /// <summary>To be called when the window has been read whole.</summary>
    public void End() => AnswersInOneReading = HeadersTook / TimeSpan.FromSeconds(Math.Max(1, _time.GetElapsedTime(_begun).TotalSeconds));
}
