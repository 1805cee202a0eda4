using System.Globalization;
using System.Text;
using Dixa.Connector.Api;
using Dixa.Connector.Json;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>Children of conversations: read for those that changed, and only if the export shows that there may be some.</summary>
/// <param name="request">Requests the children of a conversation.</param>
public sealed class ConversationChildStream(Func<IDixaApi, long, CancellationToken, Task<HttpResponseMessage>> request) : StreamKind
{
    /// <summary>Parents between two checkpoints. A killed sync repeats at most five seconds at ten requests a second; a state is a line of 200 bytes.</summary>
    public const int Checkpoint = 50;

    public override bool IsIncremental => true;

    /// <summary>Whether a conversation may have children to request.</summary>
    public Func<ChangedConversation, ConversationCheckpoint, bool> Wanted { get; init; } = (_, _) => true;

    /// <summary>Where a response has its rows.</summary>
    public RecordSelector Selector { get; init; } = RecordSelector.Data;

    /// <summary>Whether <c>conversationId</c> is added to the rows. A conversation itself does not need it.</summary>
    public bool WithConversationId { get; init; } = true;

    /// <summary>Whether rows of one conversation can have the same keys. Such rows are numbered by <c>ordinal</c>, from 0.</summary>
    public bool IsNumbered { get; init; }

    public override void CheckState(StreamSync sync) => Parse(sync);

    public override void Prepare(StreamSync sync) => sync.Conversations.Register(sync.Configured.Descriptor, Parse(sync).StartMs);

    public override async Task ReadAsync(StreamSync sync, CancellationToken cancellationToken)
    {
        var checkpoint = Parse(sync);
        sync.Output.SetCheckpoint(checkpoint);
        sync.WarnOfFuture(checkpoint.SavedMs);
        var seen = new SeenWindows(sync.Conversations);
        var skipped = 0;
        foreach (var window in sync.Conversations.WindowsFrom(checkpoint.StartMs))
        {
            var changed = await sync.Conversations.ReadAsync(window, sync.Statistics, cancellationToken);
            seen.Add(window, changed);
            checkpoint = checkpoint.LimitTo(changed.AskedAt, window);
            var parents = changed.RequireConversations(sync.Definition.Name).Where(conversation =>
                conversation.IsFrom(checkpoint.StartMs) && Wanted(conversation, checkpoint) && !IsDone(conversation, checkpoint));
            var since = 0;
            await FanOut.RunAsync(
                parents,
                (conversation, ct) => FetchAsync(sync, conversation, ct),
                async (conversation, batch) =>
                {
                    skipped += await RecordBatch.WriteAsync(batch, sync.Output, cancellationToken);
                    if (++since % Checkpoint == 0)
                    {
                        checkpoint = checkpoint.AdvanceWithin(window, conversation.Id, changed.AskedAt);
                        await sync.Output.WriteStateAsync(checkpoint, cancellationToken);
                    }
                },
                cancellationToken);
            sync.Log.Debug("{Stream:l}: window {Window:l}: {Conversations} conversations", sync.Definition.Name, window.ToString(), since);
            checkpoint = checkpoint.AdvanceTo(window.EndMs);
            await sync.Output.WriteStateAsync(checkpoint, cancellationToken);
            sync.Conversations.Release(sync.Configured.Descriptor, window.EndMs);
        }

        sync.LogSkipped(skipped);
        if (!sync.Configured.IsIncremental)
        {
            await sync.Output.WriteStateAsync(FullRefreshComplete.Instance, cancellationToken);
        }
        else if (seen.AreAll)
        {
            await sync.Output.WriteStateAsync(checkpoint.Complete(sync.Conversations.EndMs), cancellationToken);
        }
        else
        {
            await sync.Output.WriteLastStateAsync(cancellationToken);
        }
    }

    private static ConversationCheckpoint Parse(StreamSync sync) =>
        ConversationCheckpoint.Parse(sync.State, sync.Cursor, sync.Configured.IsIncremental, sync.Period, sync.Config.Lookback);

    /// <remarks>Without a cursor it is unknown whether the conversation has been read, so it is read again.</remarks>
    private static bool IsDone(ChangedConversation conversation, ConversationCheckpoint checkpoint) =>
        !conversation.IsUndated && checkpoint.IsDone(conversation.Id, conversation.UpdatedAtMs);

    private Task<RecordBatch?> FetchAsync(StreamSync sync, ChangedConversation conversation, CancellationToken cancellationToken) =>
        RecordBatch.FetchAsync(
            sync,
            conversation.Id.ToString(CultureInfo.InvariantCulture),
            (api, ct) => request(api, conversation.Id, ct),
            (batch, body, ct) => batch.AddAsync(sync, body, Selector, Added(conversation, sync.Shape), ct),
            cancellationToken);

    private AddedFields Added(ChangedConversation conversation, RecordShape shape)
    {
        var id = WithConversationId ? string.Create(CultureInfo.InvariantCulture, $"\"conversationId\":{conversation.Id},") : "";
        var members = string.Create(CultureInfo.InvariantCulture, $"{id}\"conversation_updated_at\":{conversation.UpdatedAtMs}");
        if (!IsNumbered)
        {
            var bytes = Encoding.UTF8.GetBytes(members);
            return (in JsonRecord _) => bytes;
        }

        var numbers = new Dictionary<ulong, int>();
        return (in JsonRecord record) =>
        {
            var identity = shape.IdentityOf(record.Json);
            var ordinal = numbers.GetValueOrDefault(identity);
            numbers[identity] = ordinal + 1;
            return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{members},\"ordinal\":{ordinal}"));
        };
    }
}
