using System.Text;
using System.Text.Encodings.Web;
using Dixa.Connector.Api;
using Dixa.Connector.Json;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>Children of the rows of a small list: read in full, parent by parent, with several requests at once. The last parent is the checkpoint.</summary>
/// <param name="parents">Finds the parents.</param>
/// <param name="request">Requests the children of a parent by the parent's id.</param>
public sealed class ChildStream(
    Func<StreamSync, CancellationToken, Task<IReadOnlyList<Parent>>> parents,
    Func<IDixaApi, string, CancellationToken, Task<HttpResponseMessage>> request) : StreamKind
{
    public override bool IsIncremental => false;

    /// <summary>The arrays of a response that hold rows, and the members that are added to the rows of each.</summary>
    public IReadOnlyList<(RecordSelector Selector, Func<Parent, string> Added)> Parts { get; init; } = [(RecordSelector.Data, _ => "")];

    /// <summary>Formats a JSON member for <see cref="Parts"/>.</summary>
    public static string Member(string name, string value) => $"\"{name}\":\"{JavaScriptEncoder.Default.Encode(value)}\"";

    public override void CheckState(StreamSync sync) => ParentCheckpoint.Parse(sync.State);

    public override Task ReadAsync(StreamSync sync, CancellationToken cancellationToken) => RunAsync(
        sync,
        parents,
        (parent, ct) => RecordBatch.FetchAsync(
            sync, parent.Id, (api, ask) => request(api, parent.Id, ask), (batch, body, read) => ReadAsync(sync, batch, body, parent, read), ct),
        cancellationToken);

    /// <summary>Reads a stream parent by parent.</summary>
    /// <param name="fetch">Reads the children of a parent; null for a parent that has been deleted.</param>
    public static async Task RunAsync(
        StreamSync sync,
        Func<StreamSync, CancellationToken, Task<IReadOnlyList<Parent>>> parents,
        Func<Parent, CancellationToken, Task<RecordBatch?>> fetch,
        CancellationToken cancellationToken)
    {
        var checkpoint = ParentCheckpoint.Parse(sync.State);
        sync.Output.SetCheckpoint(checkpoint);
        var skipped = 0;
        var all = await parents(sync, cancellationToken).WaitAsync(cancellationToken);

        // If the last parent has disappeared from the list, all parents are read again.
        var done = all.TakeWhile(parent => parent.Id != checkpoint.LastParent).Count() + 1;
        await FanOut.RunAsync(
            done > all.Count ? all : all.Skip(done),
            fetch,
            async (parent, batch) =>
            {
                skipped += await RecordBatch.WriteAsync(batch, sync.Output, cancellationToken);
                checkpoint = checkpoint.AdvanceTo(parent.Id);
                await sync.Output.WriteStateAsync(checkpoint, cancellationToken);
            },
            cancellationToken);
        sync.LogSkipped(skipped);
        await sync.Output.WriteStateAsync(FullRefreshComplete.Instance, cancellationToken);
    }

    private async ValueTask ReadAsync(StreamSync sync, RecordBatch batch, Stream body, Parent parent, CancellationToken cancellationToken)
    {
        if (Parts is [var only])
        {
            await AddAsync(body, only);
            return;
        }

        // Each array takes a pass over the response, so it is held in memory.
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole, cancellationToken);
        foreach (var part in Parts)
        {
            whole.Position = 0;
            await AddAsync(whole, part);
        }

        async ValueTask AddAsync(Stream answer, (RecordSelector Selector, Func<Parent, string> Added) part)
        {
            var fields = Encoding.UTF8.GetBytes(part.Added(parent));
            await batch.AddAsync(sync, answer, part.Selector, (in JsonRecord _) => fields, cancellationToken);
        }
    }
}
