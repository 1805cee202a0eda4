using Dixa.Connector.Api;
using Dixa.Connector.Json;

namespace Dixa.Connector.Streams;

/// <summary>A stream of the Exports API: one answer for each window.</summary>
/// <param name="request">Asks for the rows between two bounds in Unix milliseconds.</param>
public sealed class ExportStream(Func<IExportsApi, long, long, CancellationToken, Task<HttpResponseMessage>> request) : StreamKind
{
    public override bool IsIncremental => true;

    public override void CheckState(StreamSync sync) => WindowReader.Parse(sync);

    public override Task ReadAsync(StreamSync sync, CancellationToken cancellationToken) => WindowReader.RunAsync(
        sync,
        (window, turn, written, stop) => sync.Client.Exports.FetchAsync(
            $"{sync.Definition.Name} {window}",
            ct => request(sync.Client.ExportsApi, window.AfterMs, window.BeforeMs, ct),
            async (body, ct) =>
            {
                await turn.WaitAsync(body, ct);
                return await sync.CopyRecordsAsync(
                    body,
                    RecordSelector.Bare,
                    (in JsonRecord record) => !window.IsNeighbours(sync.CursorOf(record)) && written.Add(record.Fingerprint),
                    added: null,
                    ct);
            },
            turn.Statistics,
            window.CanSplit ? RetryBudget.Splittable : RetryBudget.Patient,
            stop),
        cancellationToken);
}
