using Dixa.Connector.Api;
using Dixa.Connector.Json;

namespace Dixa.Connector.Streams;

/// <summary>A stream of the Exports API: one response for each window.</summary>
/// <param name="request">Requests the rows between two bounds in Unix milliseconds.</param>
public sealed class ExportStream(Func<IExportsApi, long, long, CancellationToken, Task<HttpResponseMessage>> request) : StreamKind
{
    public override bool IsIncremental => true;

    public override void CheckState(StreamSync sync) => WindowReader.Parse(sync);

    public override Task ReadAsync(StreamSync sync, CancellationToken cancellationToken) => WindowReader.RunAsync(
        sync,
        (window, turn, written, stop) => sync.Client.Exports.FetchAsync(
            $"{sync.Definition.Name} {window}",
            (api, ct) => request(api, window.AfterMs, window.BeforeMs, ct),
            async (response, ct) =>
            {
                await turn.WaitAsync(response, ct);
                return await sync.CopyRecordsAsync(
                    response.Body,
                    RecordSelector.Bare,
                    (in JsonRecord record) => !window.IsNeighbours(sync.CursorOf(record)),
                    added: null,
                    written,
                    ct);
            },
            sync.Statistics,
            window.CanSplit ? RetryBudget.Splittable : RetryBudget.Patient,
            stop),
        cancellationToken);
}
