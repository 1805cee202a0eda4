using Dixa.Connector.Diagnostics;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>Reads a stream window by window, from its cursor to the end of the sync's period, with a state after each complete window.</summary>
/// <remarks>If responses take long to begin, the next windows are requested meanwhile. They are still read and written in order.</remarks>
public sealed class WindowReader
{
    /// <summary>The most windows requested ahead. With the current window they use half of the limit of a minute, since there may be a second such stream.</summary>
    private const int MostAhead = 4;

    private readonly StreamSync _sync;
    private readonly ReadWindow _read;
    private readonly WindowSplitter _splitter;
    private readonly WrittenRecords _written = new();
    private readonly Queue<(PrefetchedWindow Window, Task Reading)> _asked = [];
    private WindowCheckpoint _checkpoint;

    /// <summary>How many windows to request ahead: none until responses turn out to be slow.</summary>
    private int _ahead;

    private WindowReader(StreamSync sync, WindowCheckpoint checkpoint, ReadWindow read)
    {
        (_sync, _checkpoint, _read) = (sync, checkpoint, read);
        _splitter = new WindowSplitter(sync.Definition.Name, sync.Time, sync.Log);
    }

    /// <summary>Requests a window, or a part of one, and reads it in its turn.</summary>
    /// <param name="window">The window to request.</param>
    /// <param name="turn">Signals the window's turn.</param>
    /// <param name="written">The records that earlier attempts have written.</param>
    public delegate Task ReadWindow(TimeWindow window, PrefetchedWindow turn, WrittenRecords written, CancellationToken cancellationToken);

    /// <exception cref="ConnectorException">The state can't be used.</exception>
    public static WindowCheckpoint Parse(StreamSync sync) =>
        WindowCheckpoint.Parse(sync.State, sync.Cursor, sync.Configured.IsIncremental, sync.Period, sync.Config.Lookback);

    public static async Task RunAsync(StreamSync sync, ReadWindow read, CancellationToken cancellationToken)
    {
        var checkpoint = Parse(sync);
        sync.Output.SetCheckpoint(checkpoint);
        sync.WarnOfFuture(checkpoint.SavedMs);
        await new WindowReader(sync, checkpoint, read).RunAsync(cancellationToken);
        if (sync.Configured.IsIncremental)
        {
            await sync.Output.WriteLastStateAsync(cancellationToken);
        }
        else
        {
            await sync.Output.WriteStateAsync(FullRefreshComplete.Instance, cancellationToken);
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            foreach (var window in TimeWindow.Cut(_checkpoint.StartMs, _sync.Period.EndMs, _sync.Config.Window))
            {
                var turn = new PrefetchedWindow(window, _sync.Time);
                _asked.Enqueue((turn, _read(window, turn, _written, stop.Token)));
                while (_asked.Count > _ahead)
                {
                    await FinishAsync(stop.Token);
                }
            }

            while (_asked.Count > 0)
            {
                await FinishAsync(stop.Token);
            }
        }
        finally
        {
            // After a failure no request continues in the background.
            await stop.CancelAsync();
            await Task.WhenAll(_asked.Select(each => each.Reading)).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>Lets the next window be read, and writes its state.</summary>
    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        var (turn, first) = _asked.Peek();
        turn.Grant();
        await _splitter.ReadAsync(
            turn.Window,
            async window =>
            {
                var before = _sync.Output.Records;
                await (window == turn.Window ? first : _read(window, turn, _written, cancellationToken));
                turn.End();
                _sync.Log.Debug("{Stream:l}: window {Window:l}: {Records} records", _sync.Definition.Name, window.ToString(), _sync.Output.Records - before);
                _checkpoint = _checkpoint.LimitTo(turn.AskedAt, window).AdvanceTo(window.EndMs);
                await _sync.Output.WriteStateAsync(_checkpoint, cancellationToken);
            });
        _asked.Dequeue();
        _written.Clear();
        _ahead = (int)Math.Min(MostAhead, turn.AnswersInOneReading);
    }
}
