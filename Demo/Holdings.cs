using Dixa.Simulator;
using Dixa.Simulator.Data;
using Dixa.Simulator.DixaApi.Conversations;
using Dixa.Simulator.Generation;

namespace Dixa.Demo;

/// <summary>The simulated organisation at the end of a read.</summary>
public sealed class Holdings(Organization organization, DateTimeOffset now, ReadTally read)
{
    public long NowMs { get; } = now.ToUnixTimeMilliseconds();

    public Organization Organization => organization;

    public Workspace Workspace { get; } = organization.Workspace;

    public ReadTally Read => read;

    /// <summary>The conversations that the exports show.</summary>
    public IReadOnlyList<Conversation> Exported { get; } =
        [.. organization.Conversations.Select(row => row.SeenAt(now.ToUnixTimeMilliseconds())).OfType<Conversation>()];

    /// <summary>The conversations that the Dixa API shows.</summary>
    public IEnumerable<Conversation> Conversations => Exported.Where(row => !row.IsOnlyExported);

    public IEnumerable<Message> MessagesOf(Conversation conversation) => conversation.Messages.Where(message => message.IsVisible(NowMs));

    public ConversationRow Row(Conversation conversation) =>
        new(conversation, ConversationTraitGenerator.Draw(organization.Seed, conversation), Workspace);

    public MessageRow Row(Message message, Conversation conversation) =>
        new(message, MessageTraitGenerator.Draw(organization.Seed, message, conversation), Row(conversation));

    /// <summary>The rows of a stream by key: their digests, and when an incremental read finds them.</summary>
    public IReadOnlyDictionary<string, HeldRow> RowsOf(CatalogStream stream, StreamOrigin origin) =>
        origin.Rows(this).ToDictionary(row => stream.KeyOf(row.Data), row => new HeldRow(stream.DigestOf(row.Data), row.ChangedAtMs));
}
