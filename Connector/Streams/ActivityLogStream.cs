using Dixa.Connector.Json;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>The activity log: windows of time, each in pages. It is the only list of the Dixa API with a filter by time.</summary>
public sealed class ActivityLogStream : StreamKind
{
    /// <summary>Rows to request in a page. Other clients have used this size for years.</summary>
    private const int PageLimit = 10_000;

    public override bool IsIncremental => true;

    public override CursorForm CursorForm => CursorForm.DateTime;

    public override void CheckState(StreamSync sync) => WindowReader.Parse(sync);

    public override Task ReadAsync(StreamSync sync, CancellationToken cancellationToken) => WindowReader.RunAsync(
        sync,
        (window, turn, written, stop) =>
        {
            var isFirst = true;
            return new Paginator((api, ct) =>
                api.GetActivityLog(CursorForm.ToDateTime(window.AfterMs), CursorForm.ToDateTime(window.BeforeMs), PageLimit, ct)).RunAsync(
                    sync,
                    $"{sync.Definition.Name} {window}",
                    start: null,
                    async (response, ct) =>
                    {
                        // Only the first page's time limits the watermark: an event that happens during paging may belong on an earlier page.
                        if (isFirst)
                        {
                            await turn.WaitAsync(response, ct);
                        }

                        isFirst = false;
                        return await sync.CopyRecordsAsync(
                            response.Body,
                            RecordSelector.Data,
                            (in JsonRecord record) => !window.IsNeighbours(sync.CursorOf(record)),
                            added: null,
                            written,
                            ct);
                    },
                    () => sync.Output.Records,
                    _ => sync.Output.FlushAsync(stop),
                    stop);
        },
        cancellationToken);
}
