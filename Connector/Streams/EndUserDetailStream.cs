using System.Globalization;
using System.Text;
using Dixa.Connector.Api;
using Dixa.Connector.Json;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>
/// End users, requested one by one, since only then the API returns their custom attributes. A full refresh reads all of them; an
/// incremental sync reads the requesters of changed conversations, each once.
/// </summary>
public sealed class EndUserDetailStream : StreamKind
{
    public override bool IsIncremental => true;

    public override void CheckState(StreamSync sync)
    {
        if (sync.Configured.IsIncremental)
        {
            Parse(sync);
        }
        else
        {
            Paginator.Resume(sync);
        }
    }

    public override void Prepare(StreamSync sync)
    {
        if (sync.Configured.IsIncremental)
        {
            sync.Conversations.Register(sync.Configured.Descriptor, Parse(sync).StartMs, withRequesters: true);
        }
    }

    public override Task ReadAsync(StreamSync sync, CancellationToken cancellationToken) =>
        sync.Configured.IsIncremental ? ReadRequestersAsync(sync, cancellationToken) : ReadAllAsync(sync, cancellationToken);

    /// <remarks>All windows are exported first, so that a customer with many conversations is requested once. Then the users are read in the order of their ids.</remarks>
    private static async Task ReadRequestersAsync(StreamSync sync, CancellationToken cancellationToken)
    {
        var checkpoint = Parse(sync);
        sync.Output.SetCheckpoint(checkpoint);
        sync.WarnOfFuture(checkpoint.SavedMs);
        (checkpoint, var requesters, var askedAt) = await CollectAsync(sync, checkpoint, cancellationToken);
        var skipped = 0;
        var since = 0;
        await FanOut.RunAsync(
            requesters.Where(requester => !checkpoint.IsDone(requester.Id, requester.UpdatedAtMs)),
            (requester, ct) => FetchAsync(
                sync,
                $"{requester.Id}",
                string.Create(CultureInfo.InvariantCulture, $"\"conversation_updated_at\":{requester.UpdatedAtMs}"),
                ct),
            async (requester, batch) =>
            {
                skipped += await RecordBatch.WriteAsync(batch, sync.Output, cancellationToken);
                if (++since % ConversationChildStream.Checkpoint == 0)
                {
                    checkpoint = checkpoint.AdvanceWithin(sync.Conversations.EndMs, requester.Id, askedAt);
                    await sync.Output.WriteStateAsync(checkpoint, cancellationToken);
                }
            },
            cancellationToken);
        sync.LogSkipped(skipped);
        await sync.Output.WriteStateAsync(checkpoint.Complete(sync.Conversations.EndMs), cancellationToken);
    }

    private static RequesterCheckpoint Parse(StreamSync sync) => RequesterCheckpoint.Parse(sync.State, sync.Cursor, sync.Period, sync.Config.Lookback);

    /// <returns>The checkpoint limited by Dixa's clock, the requesters by id, and Dixa's time when the first window was requested.</returns>
    private static async Task<(RequesterCheckpoint Checkpoint, IEnumerable<Requester> Requesters, DateTimeOffset AskedAt)> CollectAsync(
        StreamSync sync, RequesterCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        var found = new List<KeyedTable<Guid, Requester>>();
        var askedAt = sync.Time.GetUtcNow();
        foreach (var window in sync.Conversations.WindowsFrom(checkpoint.StartMs))
        {
            var changed = await sync.Conversations.ReadAsync(window, sync.Statistics, cancellationToken);
            checkpoint = checkpoint.LimitTo(changed.AskedAt, window);
            askedAt = changed.AskedAt < askedAt ? changed.AskedAt : askedAt;
            found.AddRange(changed.RequireRequesters(sync.Definition.Name, checkpoint.StartMs));
            sync.Conversations.Release(sync.Configured.Descriptor, window.EndMs);
        }

        return (checkpoint, found.InOrder(), askedAt);
    }

    private static async Task ReadAllAsync(StreamSync sync, CancellationToken cancellationToken)
    {
        var checkpoint = Paginator.Resume(sync);
        sync.Output.SetCheckpoint(checkpoint);
        var written = new WrittenRecords();
        var page = new List<string>();
        var skipped = 0;
        await new Paginator((api, ct) => api.GetEndUsers(Paginator.PageLimit, ct)).RunAsync(
            sync,
            $"{sync.Definition.Name}: end users",
            checkpoint.NextPage,
            (response, ct) => ReadIdsAsync(response.Body, page, written, ct),
            () => sync.Output.Records + page.Count,
            async link =>
            {
                await ReadPageAsync();
                checkpoint = checkpoint.AdvanceTo(link);
                await sync.Output.WriteStateAsync(checkpoint, cancellationToken);
            },
            cancellationToken);
        await ReadPageAsync();
        sync.LogSkipped(skipped);
        await sync.Output.WriteStateAsync(FullRefreshComplete.Instance, cancellationToken);

        async Task ReadPageAsync()
        {
            await FanOut.RunAsync(
                page,
                (id, ct) => FetchAsync(sync, id, "\"conversation_updated_at\":null", ct),
                    async (_, batch) => skipped += await RecordBatch.WriteAsync(batch, sync.Output, cancellationToken),
                cancellationToken);
            page.Clear();
        }
    }

    private static async ValueTask<string?> ReadIdsAsync(BodyStream body, List<string> page, WrittenRecords written, CancellationToken cancellationToken)
    {
        // A page counts only once it is complete: a response that breaks off may contain a wrong id.
        var ids = new List<string>();
        using var reader = new JsonArrayReader(body.HoldWhole(), RecordSelector.Data, RecordShape.None);
        var next = await reader.ReadAllAsync((in JsonRecord record) => ids.Add(RowId.Of(record.Json)), cancellationToken);
        page.AddRange(ids.Where(id => written.Add(Fingerprint.Of(Encoding.UTF8.GetBytes(id)))));
        return next;
    }

    private static Task<RecordBatch?> FetchAsync(StreamSync sync, string id, string added, CancellationToken cancellationToken) =>
        RecordBatch.FetchAsync(
            sync,
            id,
            (api, ct) => api.GetEndUser(id, ct),
            (batch, body, ct) =>
            {
                var members = Encoding.UTF8.GetBytes(added);
                return batch.AddAsync(sync, body, RecordSelector.One, (in JsonRecord _) => members, ct);
            },
            cancellationToken);
}
