using System.Globalization;
using System.Text;
using Dixa.Connector.Json;
using Dixa.Connector.Protocol;
using Dixa.Connector.Sync;

namespace Dixa.Connector.Streams;

/// <summary>
/// End users one by one, since only so the API gives their custom attributes: in a full refresh all of them, else the requesters
/// of the conversations that changed, each once a sync.
/// </summary>
public sealed class EndUserDetailStream : StreamKind
{
    private const string NextPage = "next_page";

    private static readonly RecordKeys ById = new(["id"], "id");

    public override bool IsIncremental => true;

    public override bool FansOut => true;

    public override void Prepare(StreamSync sync)
    {
        if (sync.Configured.IsIncremental)
        {
            sync.Conversations.Join(sync.Definition.Name, RequesterPosition.From(sync).StartMs, withRequesters: true);
        }
    }

    public override Task ReadAsync(StreamSync sync, CancellationToken cancellationToken) =>
        sync.Configured.IsIncremental ? ReadRequestersAsync(sync, cancellationToken) : ReadAllAsync(sync, cancellationToken);

    /// <remarks>All windows are gone through first, so that a customer of many conversations is asked for once; then user by user, by id.</remarks>
    private static async Task ReadRequestersAsync(StreamSync sync, CancellationToken cancellationToken)
    {
        var position = RequesterPosition.From(sync);
        position.Begin(sync);
        var (requesters, askedAt) = await CollectAsync(sync, position, cancellationToken);
        var skipped = 0;
        var since = 0;
        await FanOut.RunAsync(
            requesters.Where(requester => !position.IsDone(requester)),
            (requester, ct) => FetchAsync(
                sync,
                $"{requester.Id}",
                string.Create(CultureInfo.InvariantCulture, $"\"conversation_updated_at\":{requester.UpdatedAtMs}"),
                ct),
            sync.WhileAliveAsync,
            async (requester, batch) =>
            {
                skipped += await RecordBatch.WriteAsync(batch, sync.Output, cancellationToken);
                if (++since % ConversationChildStream.Checkpoint == 0)
                {
                    sync.Output.WriteState(json => position.Write(json, sync.Conversations.EndMs, requester.Id, askedAt));
                    await sync.Output.FlushAsync(cancellationToken);
                }
            },
            cancellationToken);
        sync.TellSkipped(skipped);
        sync.Output.WriteState(json => position.WriteEnd(json, sync.Conversations.EndMs));
    }

    /// <returns>The requesters by id, and Dixa's time when the first of them was looked up.</returns>
    private static async Task<(IEnumerable<Requester> Requesters, DateTimeOffset AskedAt)> CollectAsync(
        StreamSync sync, RequesterPosition position, CancellationToken cancellationToken)
    {
        var found = new List<KeyedTable<Guid, Requester>>();
        var askedAt = sync.Time.GetUtcNow();
        foreach (var window in sync.Conversations.WindowsFrom(position.StartMs))
        {
            var changed = await sync.WhileAliveAsync(sync.Conversations.ReadAsync(window, sync.Meter, cancellationToken), cancellationToken);
            position.VouchNoFurtherThan(changed.AskedAt, window);
            askedAt = changed.AskedAt < askedAt ? changed.AskedAt : askedAt;
            found.AddRange(changed.Requesters);
            sync.Conversations.Pass(sync.Definition.Name, window.EndMs);
        }

        return (found.InOrder(), askedAt);
    }

    private static async Task ReadAllAsync(StreamSync sync, CancellationToken cancellationToken)
    {
        var start = sync.State is { } state && !Sentinel.IsIn(state) ? state.Text(NextPage) : null;
        sync.Output.SetCheckpoint(json => json.WriteString(NextPage, start));
        var written = new WrittenRecords();
        var page = new List<string>();
        var skipped = 0;
        await new PageWalk((api, ct) => api.GetEndUsers(PageWalk.PageLimit, ct), sync.WhileAliveAsync).RunAsync(
            sync,
            $"{sync.Definition.Name}: end users",
            start,
            (body, ct) => ReadIdsAsync(body, page, written, ct),
            () => sync.Output.Records + page.Count,
            async link =>
            {
                await ReadPageAsync();
                sync.Output.WriteState(json => json.WriteString(NextPage, link));
                await sync.Output.FlushAsync(cancellationToken);
            },
            cancellationToken);
        await ReadPageAsync();
        sync.TellSkipped(skipped);
        sync.Output.WriteState(Sentinel.Write);

        async Task ReadPageAsync()
        {
            await FanOut.RunAsync(
                page,
                (id, ct) => FetchAsync(sync, id, "", ct),
                sync.WhileAliveAsync,
                async (_, batch) => skipped += await RecordBatch.WriteAsync(batch, sync.Output, cancellationToken),
                cancellationToken);
            page.Clear();
        }
    }

    private static async ValueTask<string?> ReadIdsAsync(Stream body, List<string> page, WrittenRecords written, CancellationToken cancellationToken)
    {
        using var reader = new JsonArrayReader(body, RecordPlace.Data, ById);
        while (await reader.ReadMoreAsync(cancellationToken))
        {
            while (reader.TryRead(out var record))
            {
                if (!record.Cursor.IsEmpty && written.Add(record.Fingerprint))
                {
                    page.Add(Encoding.UTF8.GetString(record.Cursor));
                }
            }
        }

        return reader.RequireWhole().NextPage;
    }

    private static Task<RecordBatch?> FetchAsync(StreamSync sync, string id, string added, CancellationToken cancellationToken) =>
        RecordBatch.FetchAsync(
            sync,
            id,
            ct => sync.Client.DixaApi.GetEndUser(id, ct),
            (batch, body, ct) =>
            {
                var members = Encoding.UTF8.GetBytes(added);
                return batch.AddAsync(sync, body, RecordPlace.One, (in JsonRecord _) => members, ct);
            },
            cancellationToken);
}
