using Dixa.Simulator.Data;

namespace Dixa.Simulator.Exports;

/// <summary>The time of update that the export shows, where some of what happens to a conversation does not move it.</summary>
public static class UpdateTime
{
    /// <summary>An update follows what it is the update of within so many milliseconds.</summary>
    private const long AtOnceMs = 2_000;

    /// <summary>The conversation with the time that it has if these events leave it alone.</summary>
    public static Conversation Without(this Conversation conversation, IReadOnlyList<ConversationEvent> unmarked)
    {
        if (unmarked.Count == 0)
        {
            return conversation;
        }

        var events = Of(conversation).ToList();
        var ignored = events.Where(each => each.Kind is { } kind && unmarked.Contains(kind)).Max(each => (long?)each.AtMs) ?? 0;
        var last = events.Where(each => each.Kind is not { } kind || !unmarked.Contains(kind)).Max(each => each.AtMs);
        var since = conversation.UpdatedAtMs - ignored;
        return last + AtOnceMs < ignored && since is >= 0 and <= AtOnceMs ? conversation with { UpdatedAtMs = last + since } : conversation;
    }

    private static IEnumerable<(ConversationEvent? Kind, long AtMs)> Of(Conversation conversation) =>
    [
        (null, conversation.CreatedAtMs),
        (null, conversation.QueuedAtMs ?? 0),
        (null, conversation.AssignedAtMs ?? 0),
        (null, conversation.ClosedAtMs ?? 0),
        (ConversationEvent.Erasure, conversation.AnonymizedAtMs ?? 0),
        .. conversation.Notes.Select(note => ((ConversationEvent?)ConversationEvent.Note, note.CreatedAtMs)),
        .. conversation.Ratings.Select(rating => ((ConversationEvent?)ConversationEvent.Rating, rating.LastStepMs)),
        .. conversation.Messages.Select(message => ((ConversationEvent?)ConversationEvent.Message, message.CreatedAtMs)),
    ];
}
