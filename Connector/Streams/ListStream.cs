using Dixa.Connector.Api;
using Dixa.Connector.Json;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>A list of the Dixa API: read in full, page after page if it has pages. The link to the next page is the checkpoint.</summary>
/// <remarks>
/// Dixa numbers pages internally, so a row can move to the next page during paging. A row that has already been written in this
/// sync is not written again.
/// </remarks>
/// <param name="first">Requests the list's first page.</param>
public sealed class ListStream(Func<IDixaApi, CancellationToken, Task<HttpResponseMessage>> first) : StreamKind
{
    public override bool IsIncremental => false;

    /// <summary>Where a response has its rows.</summary>
    public RecordSelector Selector { get; init; } = RecordSelector.Data;

    /// <summary>The fields that are added to each row; null for none.</summary>
    public AddedFields? Added { get; init; }

    public override void CheckState(StreamSync sync) => Paginator.Resume(sync);

    public override async Task ReadAsync(StreamSync sync, CancellationToken cancellationToken)
    {
        var written = new WrittenRecords();
        var checkpoint = Paginator.Resume(sync);
        sync.Output.SetCheckpoint(checkpoint);
        await new Paginator(first).RunAsync(
            sync,
            sync.Definition.Name,
            checkpoint.NextPage,
            (response, ct) => sync.CopyRecordsAsync(response.Body, Selector, keep: null, Added, written, ct),
            () => sync.Output.Records,
            link =>
            {
                checkpoint = checkpoint.AdvanceTo(link);
                return sync.Output.WriteStateAsync(checkpoint, cancellationToken);
            },
            cancellationToken);
        await sync.Output.WriteStateAsync(FullRefreshComplete.Instance, cancellationToken);
    }
}
