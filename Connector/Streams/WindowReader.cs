using Dixa.Connector.Diagnostics;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>Reads a stream window by window, from its cursor to the end of the sync's period, with a state after each whole one.</summary>
/// <remarks>Where answers take long to begin, the next windows are asked for meanwhile; they are read and written in order all the same.</remarks>
/// <param name="read">Asks for a window and, in its turn, reads it; what has been written already of an earlier try is in the set.</param>
public sealed class WindowReader(StreamSync sync, WindowCheckpoint checkpoint, Func<TimeWindow, PrefetchedWindow, WrittenRecords, Task> read)
{
    /// <summary>Windows asked for before their turn: with the one that is read half of what a minute allows, since there may be a second such stream.</summary>
    private const int MostAhead = 4;

    /// <summary>How long a window may go on failing, in all its halves, without one of them coming whole.</summary>
    private static readonly TimeSpan LongestFailure = TimeSpan.FromMinutes(45);

    private readonly WrittenRecords _written = new();
    private WindowCheckpoint _checkpoint = checkpoint;

    /// <summary>How many windows to ask for before their turn: none until answers have shown to be slow.</summary>
    private int _ahead;

    /// <exception cref="ConnectorException">The state can't be used.</exception>
    public static WindowCheckpoint Parse(StreamSync sync) =>
        WindowCheckpoint.Parse(sync.State, sync.Cursor, sync.Configured.IsIncremental, sync.Period, sync.Config.Lookback);

    public static async Task RunAsync(
        StreamSync sync,
        Func<TimeWindow, PrefetchedWindow, WrittenRecords, CancellationToken, Task> read,
        CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var checkpoint = Parse(sync);
        sync.Output.SetCheckpoint(checkpoint);
        sync.WarnOfFuture(checkpoint.SavedMs);
        await new WindowReader(sync, checkpoint, (window, turn, written) => read(window, turn, written, stop.Token)).RunAsync(stop);
        if (sync.Configured.IsIncremental)
        {
            sync.Output.WriteLastState();
        }
        else
        {
            sync.Output.WriteState(FullRefreshComplete.Instance);
        }
    }

    private async Task RunAsync(CancellationTokenSource stop)
    {
        var asked = new Queue<(TimeWindow Window, PrefetchedWindow Turn, Task Reading)>();
        try
        {
            foreach (var window in TimeWindow.Cut(_checkpoint.StartMs, sync.Period.EndMs, sync.Config.Window))
            {
                var turn = new PrefetchedWindow(sync.Statistics, sync.Time);
                asked.Enqueue((window, turn, read(window, turn, _written)));
                while (asked.Count > _ahead)
                {
                    await FinishAsync(asked, stop.Token);
                }
            }

            while (asked.Count > 0)
            {
                await FinishAsync(asked, stop.Token);
            }
        }
        finally
        {
            // After a failure nothing works on in the background.
            await stop.CancelAsync();
            await Task.WhenAll(asked.Select(each => each.Reading)).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>Lets the next window be read; one that keeps failing is halved, since its answer may be too long to come through.</summary>
    private async Task FinishAsync(Queue<(TimeWindow Window, PrefetchedWindow Turn, Task Reading)> asked, CancellationToken cancellationToken)
    {
        var (whole, turn, first) = asked.Peek();
        Task? reading = first;
        var pending = new Stack<TimeWindow>([whole]);
        var lastWhole = sync.Time.GetTimestamp();
        while (pending.TryPop(out var window))
        {
            var before = sync.Output.Records;
            try
            {
                await turn.GrantAsync(cancellationToken);
                await (reading ?? read(window, turn, _written));
            }
            catch (ConnectorException exception) when (exception.Fault is { MaySplit: true } && window.CanSplit && sync.Time.GetElapsedTime(lastWhole) < LongestFailure)
            {
                reading = null;

                // Goes out with the time of now: of two versions of a row a destination keeps the one with the later.
                await sync.Output.FlushAsync(cancellationToken);
                var (earlier, later) = window.Split();
                pending.Push(later);
                pending.Push(earlier);
                sync.Log.Warning("{Stream:l}: window {Window:l} keeps failing and is halved. {Detail:l}", sync.Definition.Name, window.ToString(), exception.InternalMessage);
                continue;
            }

            turn.End();
            lastWhole = sync.Time.GetTimestamp();
            sync.Log.Debug("{Stream:l}: window {Window:l}: {Records} records", sync.Definition.Name, window.ToString(), sync.Output.Records - before);
            _checkpoint = _checkpoint.LimitTo(turn.AskedAt, window).AdvanceTo(window.EndMs);
            sync.Output.WriteState(_checkpoint);
            await sync.Output.FlushAsync(cancellationToken);
        }

        asked.Dequeue();
        _written.Clear();
        _ahead = (int)Math.Min(MostAhead, turn.AnswersInOneReading);
    }
}
