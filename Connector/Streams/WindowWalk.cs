using Dixa.Connector.Protocol;
using Dixa.Connector.Sync;

namespace Dixa.Connector.Streams;

/// <summary>Reads a stream window by window, from its cursor to the end of the sync's period, with a state after each whole one.</summary>
public static class WindowWalk
{
    /// <summary>How long a window may go on failing, in all its halves, without one of them coming whole.</summary>
    private static readonly TimeSpan LongestFailure = TimeSpan.FromMinutes(45);

    /// <param name="read">Reads one window and returns Dixa's time when it was asked; what it has written already of an earlier try is in the set.</param>
    public static async Task RunAsync(
        StreamSync sync,
        CursorForm form,
        Func<TimeWindow, WrittenRecords, Task<DateTimeOffset>> read,
        CancellationToken cancellationToken)
    {
        var position = WindowPosition.From(sync, form);
        position.Begin(sync);

        var written = new WrittenRecords();
        foreach (var window in TimeWindow.Cut(position.StartMs, sync.Period.EndMs, sync.Config.Window))
        {
            await ReadWholeAsync(sync, window, position, read, written, cancellationToken);
            written.Clear();
        }

        if (sync.Configured.IsIncremental)
        {
            sync.Output.WriteLastState();
        }
        else
        {
            sync.Output.WriteState(Sentinel.Write);
        }
    }

    /// <summary>Reads a window; one that keeps failing is halved, since its answer may be too long to come through.</summary>
    private static async Task ReadWholeAsync(
        StreamSync sync,
        TimeWindow whole,
        WindowPosition position,
        Func<TimeWindow, WrittenRecords, Task<DateTimeOffset>> read,
        WrittenRecords written,
        CancellationToken cancellationToken)
    {
        var pending = new Stack<TimeWindow>([whole]);
        var lastWhole = sync.Time.GetTimestamp();
        while (pending.TryPop(out var window))
        {
            var before = sync.Output.Records;
            try
            {
                position.VouchNoFurtherThan(await read(window, written));
            }
            catch (ConnectorException exception) when (exception.Fault is { MaySplit: true } && window.CanSplit && sync.Time.GetElapsedTime(lastWhole) < LongestFailure)
            {
                var (earlier, later) = window.Split();
                pending.Push(later);
                pending.Push(earlier);
                sync.Log.Warning("{Stream:l}: window {Window:l} keeps failing and is halved. {Detail:l}", sync.Definition.Name, window.ToString(), exception.InternalMessage);
                continue;
            }

            lastWhole = sync.Time.GetTimestamp();
            sync.Log.Debug("{Stream:l}: window {Window:l}: {Records} records", sync.Definition.Name, window.ToString(), sync.Output.Records - before);
            sync.Output.WriteState(json => position.Write(json, window.EndMs));
            await sync.Output.FlushAsync(cancellationToken);
        }
    }
}
