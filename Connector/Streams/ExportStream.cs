using System.Buffers.Text;
using Dixa.Connector.Dixa;
using Dixa.Connector.Json;
using Dixa.Connector.Protocol;
using Dixa.Connector.Sync;

namespace Dixa.Connector.Streams;

/// <summary>A stream of the Exports API: read window by window, from its cursor to the end of the sync's period.</summary>
/// <param name="request">Asks for the rows between two bounds in Unix milliseconds.</param>
public sealed class ExportStream(Func<IExportsApi, long, long, CancellationToken, Task<HttpResponseMessage>> request) : StreamKind
{
    /// <summary>How long a window may go on failing, in all its halves, without one of them coming whole.</summary>
    private static readonly TimeSpan LongestFailure = TimeSpan.FromMinutes(45);

    public override bool IsIncremental => true;

    public override async Task ReadAsync(StreamSync sync, CancellationToken cancellationToken)
    {
        var position = ExportPosition.From(sync);
        sync.Output.SetCheckpoint(json => position.WriteStart(json, sync.Period.EndMs));

        var written = new WrittenRecords();
        foreach (var window in TimeWindow.Cut(position.StartMs, sync.Period.EndMs, sync.Config.Window))
        {
            await ReadWholeAsync(sync, window, position, written, cancellationToken);
            written.Clear();
        }

        if (!sync.Configured.IsIncremental)
        {
            sync.Output.WriteState(Sentinel.Write);
        }
        else
        {
            sync.Output.WriteLastState();
        }
    }

    /// <summary>Reads a window; one that keeps failing is halved, since its answer may be too long to come through.</summary>
    private async Task ReadWholeAsync(
        StreamSync sync,
        TimeWindow whole,
        ExportPosition position,
        WrittenRecords written,
        CancellationToken cancellationToken)
    {
        var pending = new Stack<TimeWindow>([whole]);
        var lastWhole = sync.Time.GetTimestamp();
        while (pending.TryPop(out var window))
        {
            try
            {
                await ReadAsync(sync, window, written, cancellationToken);
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
            sync.Output.WriteState(json => position.Write(json, window.EndMs));
            await sync.Output.FlushAsync(cancellationToken);
        }
    }

    private async Task ReadAsync(StreamSync sync, TimeWindow window, WrittenRecords written, CancellationToken cancellationToken)
    {
        var before = sync.Output.Records;
        await sync.Client.Exports.FetchAsync(
            $"{sync.Definition.Name} {window}",
            ct => request(sync.Client.ExportsApi, window.AfterMs, window.BeforeMs, ct),
            (body, ct) => sync.CopyRecordsAsync(
                body,
                [],
                (in JsonRecord record) => !IsNeighbours(window, record.Cursor) && written.Add(record.Fingerprint),
                ct),
            sync.Meter,
            window.CanSplit ? RetryBudget.Splittable : RetryBudget.Patient,
            cancellationToken);
        sync.Log.Debug("{Stream:l}: window {Window:l}: {Records} records", sync.Definition.Name, window.ToString(), sync.Output.Records - before);
    }

    private static bool IsNeighbours(TimeWindow window, ReadOnlySpan<byte> cursor) =>
        Utf8Parser.TryParse(cursor, out long cursorMs, out var length) && length == cursor.Length && window.IsNeighbours(cursorMs);
}
