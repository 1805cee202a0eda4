using Dixa.Connector.Api;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>A window that may be requested before its turn. Its response then waits, unread, so that records and states stay in order.</summary>
/// <remarks>An unread response stays in the network's buffers and holds the server up, so waiting takes no memory.</remarks>
public sealed class PrefetchedWindow(TimeWindow window, TimeProvider time)
{
    private readonly TaskCompletionSource _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _headersTook;
    private long _begun;

    public TimeWindow Window => window;

    /// <summary>Dixa's time when the window was requested.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>How many responses could begin in the time that it takes to read this one. Above 1 it pays to request windows ahead.</summary>
    public double AnswersInOneReading { get; private set; }

    /// <summary>Allows the window to be read.</summary>
    public void Grant() => _turn.TrySetResult();

    /// <summary>Waits for the window's turn. Call it with a response before reading its first byte.</summary>
    public async ValueTask WaitAsync(Response response, CancellationToken cancellationToken)
    {
        (AskedAt, _headersTook) = (response.AskedAt, response.HeadersTook);
        await _turn.Task.WaitAsync(cancellationToken);
        _begun = time.GetTimestamp();
    }

    /// <summary>Records that the window, or a part of it, has been read completely.</summary>
    public void End() => AnswersInOneReading = _headersTook / TimeSpan.FromSeconds(Math.Max(1, time.GetElapsedTime(_begun).TotalSeconds));
}
