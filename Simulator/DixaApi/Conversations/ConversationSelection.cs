using Dixa.Simulator.Data;
using Dixa.Simulator.Generation;

namespace Dixa.Simulator.DixaApi.Conversations;

/// <summary>The conversation that a path names, and what belongs to it; null for one that the Dixa API doesn't know, or knows no more.</summary>
public static class ConversationSelection
{
    private const string Parameter = "conversationId";

    public static ConversationRow? One(ApiCall call) => Find(call) is { } conversation ? Row(call, conversation) : null;

    public static IEnumerable<ConversationRow>? Linked(ApiCall call) =>
        Find(call) is { } parent ? Children(call.Organization, parent, call.NowMs).Select(child => Row(call, child)) : null;

    public static IEnumerable<MessageRow>? Messages(ApiCall call)
    {
        if (One(call) is not { Conversation: var conversation } parent)
        {
            return null;
        }

        var (seed, nowMs) = (call.Organization.Seed, call.NowMs);
        return conversation.Messages
            .Where(message => message.IsVisible(nowMs))
            .Select(message => new MessageRow(message, MessageTraitGenerator.Draw(seed, message, conversation), parent));
    }

    public static IEnumerable<NoteRow>? Notes(ApiCall call) =>
        Find(call) is { } conversation ? conversation.ReadableNotes.Select(note => new NoteRow(note, conversation)) : null;

    public static IEnumerable<RatingRow>? Ratings(ApiCall call) =>
        Find(call) is { } conversation ? conversation.Ratings.Select(rating => new RatingRow(rating, conversation)) : null;

    /// <summary>What the Dixa API shows of a conversation at this time, if anything.</summary>
    public static Conversation? Visible(Conversation? conversation, long nowMs) =>
        conversation is { IsOnlyExported: false } ? conversation.SeenAt(nowMs) : null;

    /// <summary>The conversations that the Dixa API shows as made out of this one at this time.</summary>
    public static IEnumerable<Conversation> Children(Organization organization, Conversation parent, long nowMs) =>
        organization.FindLinked(parent.Id).Select(child => Visible(child, nowMs)).OfType<Conversation>();

    private static Conversation? Find(ApiCall call) => Visible(call.Organization.Find(PathParameter.Number(call, Parameter)), call.NowMs);

    private static ConversationRow Row(ApiCall call, Conversation conversation) =>
        new(conversation, ConversationTraitGenerator.Draw(call.Organization.Seed, conversation), call.Organization.Workspace);
}

/// <summary>A conversation with what is told of it besides; people, queues and attributes go by the names they have today.</summary>
public sealed record ConversationRow(Conversation Conversation, ConversationTraits Traits, Workspace Workspace);

/// <summary>A message with what is told of it besides.</summary>
public sealed record MessageRow(Message Message, MessageTraits Traits, ConversationRow Parent)
{
    public Conversation Conversation => Parent.Conversation;

    public bool IsFirst => Message.Id == Conversation.Messages[0].Id;
}

public sealed record NoteRow(Note Note, Conversation Conversation);

public sealed record RatingRow(Rating Rating, Conversation Conversation);
