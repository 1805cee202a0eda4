using Dixa.Connector.Api;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>A window that may be asked for before its turn. Its answer then waits, unread, so that records and states stay in order.</summary>
/// <remarks>What is not read stays in the network's buffers and holds the server up, so waiting costs no memory.</remarks>
public sealed class PrefetchedWindow(TimeWindow window, TimeProvider time)
{
    private readonly TaskCompletionSource _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _headersTook;
    private long _begun;

    public TimeWindow Window => window;

    /// <summary>Dixa's time when the window was asked for.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>How many answers could begin while one is read: where they take long to begin and are soon read, waiting for one after the other is what a sync does most.</summary>
    public double AnswersInOneReading { get; private set; }

    /// <summary>It is the window's turn to be read.</summary>
    public void Grant() => _turn.TrySetResult();

    /// <summary>Waits for the window's turn; to be called with an answer before the first byte of it is read.</summary>
    public async ValueTask WaitAsync(Response response, CancellationToken cancellationToken)
    {
        (AskedAt, _headersTook) = (response.AskedAt, response.HeadersTook);
        await _turn.Task.WaitAsync(cancellationToken);
        _begun = time.GetTimestamp();
    }

    /// <summary>The window, or a part of it, has been read whole.</summary>
    public void End() => AnswersInOneReading = _headersTook / TimeSpan.FromSeconds(Math.Max(1, time.GetElapsedTime(_begun).TotalSeconds));
}
