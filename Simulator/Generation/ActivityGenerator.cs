using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Tells what happened to a conversation. An entry rests on what doesn't change any more, so that a log only grows.</summary>
public sealed class ActivityGenerator(ulong seed)
{
    private const int FirstAspect = 100;
    private const int LastAspect = 200;

    /// <summary>Before this nothing happened to a conversation.</summary>
    public static long FirstMs(Conversation conversation) =>
        Math.Min(conversation.CreatedAtMs, conversation.Messages is [var first, ..] ? first.CreatedAtMs : conversation.CreatedAtMs);

    /// <summary>After this nothing happened to a conversation, by itself or as a child.</summary>
    public static long LastMs(Conversation conversation)
    {
        long?[] times =
        [
            conversation.CreatedAtMs, conversation.UpdatedAtMs, conversation.QueuedAtMs, conversation.AssignedAtMs, conversation.PendingAtMs,
            conversation.ClosedAtMs, conversation.AnonymizedAtMs, conversation.LastMessageCreatedAtMs, conversation.Transfer?.AtMs,
            conversation.Link?.AtMs, conversation.Link?.UndoneAtMs,
            conversation.Notes is [.., var note] ? note.CreatedAtMs : null,
            conversation.Reopenings is [.., var reopening] ? reopening.OpenedAtMs : null,
            .. conversation.Ratings.Select(rating => (long?)rating.LastStepMs),
        ];
        return times.Max()!.Value;
    }

    /// <summary>Adds what happened to the log, in no particular order.</summary>
    public void Write(Conversation conversation, ICollection<Activity> log)
    {
        Open(conversation, log);
        Offer(conversation, log);
        Assign(conversation, log);
        Talk(conversation, log);
        Close(conversation, log);
        Rate(conversation, log);
        Link(conversation, log);
    }

    /// <summary>From where the entry's own details are drawn, its id first.</summary>
    public RandomSource SourceOf(Activity activity)
    {
        var (conversation, aspect) = (activity.Conversation, LastAspect + (int)activity.Type);
        return activity.Type switch
        {
            ActivityType.MessageAddedByAgent or ActivityType.MessageAddedByCustomer
                or ActivityType.ConversationAutoreplySent or ActivityType.ConversationMessageRedacted =>
                RandomSource.Aside(seed, conversation.Messages[activity.Index].Id, aspect),
            ActivityType.NoteAdded => RandomSource.Aside(seed, conversation.Notes[activity.Index].Id, aspect),
            _ => RandomSource.Aside(seed, (conversation.Id << 20) + activity.Index, aspect),
        };
    }

    private void Open(Conversation conversation, ICollection<Activity> log)
    {
        var isAsked = conversation.Direction == Direction.Inbound;
        log.Add(new Activity(
            isAsked ? ActivityType.ConversationCreatedByCustomer : ActivityType.ConversationCreatedByAgent, conversation.CreatedAtMs, conversation, 0));
        Draw(0.05, conversation, log, ActivityType.ConversationLanguageUpdated);
        Draw(0.03, conversation, log, ActivityType.ConversationSubjectUpdated);
        Draw(0.02, conversation, log, ActivityType.ConversationChannelChanged);
        Draw(0.02, conversation, log, ActivityType.ConversationEndUserReplaced);
        Draw(0.20, conversation, log, ActivityType.ConversationCustomAttributesUpdated);
        Draw(0.04, conversation, log, ActivityType.ConversationResolvedStateToggled);
        Draw(0.03, conversation, log, ActivityType.FollowupAdded, ActivityType.FollowupRemoved);
        Draw(0.03, conversation, log, ActivityType.FollowupAdded, ActivityType.FollowupExpired);
        Draw(0.02, conversation, log, ActivityType.TagRemoved);
        for (var index = 0; index < conversation.TagIds.Length; index++)
        {
            log.Add(new Activity(ActivityType.TagAdded, Early(conversation), conversation, index));
        }
    }

    private void Offer(Conversation conversation, ICollection<Activity> log)
    {
        if (conversation.QueuedAtMs is not { } queuedAtMs)
        {
            return;
        }

        log.Add(new Activity(ActivityType.ConversationOffered, queuedAtMs, conversation, 0));
        Draw(0.05, conversation, log, ActivityType.ConversationOfferRejected);
        Draw(0.05, conversation, log, ActivityType.ConversationOfferTimeout);
        Draw(0.03, conversation, log, ActivityType.ConversationReserved);
        if (conversation.AssignedAtMs is { } assignedAtMs)
        {
            log.Add(new Activity(ActivityType.ConversationOfferAccepted, assignedAtMs, conversation, 0));
        }
    }

    private void Assign(Conversation conversation, ICollection<Activity> log)
    {
        if (conversation.AssignedAtMs is { } assignedAtMs)
        {
            log.Add(new Activity(ActivityType.ConversationAssigned, assignedAtMs, conversation, 0));
            Draw(0.03, conversation, log, ActivityType.ConversationClaimed);
            Draw(0.03, conversation, log, ActivityType.ConversationUnassigned);
        }

        if (conversation.Channel.Kind == ChannelKind.Call)
        {
            Draw(0.30, conversation, log, ActivityType.ConversationTranscriptionStarted, ActivityType.ConversationTranscriptionEnded);
            Draw(0.03, conversation, log, ActivityType.TransferInitiated, ActivityType.TransferFailed);
        }

        if (conversation.Transfer is { } transfer)
        {
            log.Add(new Activity(ActivityType.TransferInitiated, transfer.AtMs, conversation, 1));
            log.Add(new Activity(ActivityType.TransferSuccessful, transfer.AtMs, conversation, 1));
        }
    }

    private static void Talk(Conversation conversation, ICollection<Activity> log)
    {
        for (var index = 0; index < conversation.Messages.Length; index++)
        {
            var message = conversation.Messages[index];
            var isAsked = message.AuthorId == conversation.RequesterId;
            log.Add(new Activity(
                isAsked ? ActivityType.MessageAddedByCustomer : ActivityType.MessageAddedByAgent, message.CreatedAtMs, conversation, index));
            if (message.IsAutomated && conversation.Channel.Kind == ChannelKind.Mail)
            {
                log.Add(new Activity(ActivityType.ConversationAutoreplySent, message.CreatedAtMs, conversation, index));
            }

            if (conversation.AnonymizedAtMs is { } anonymizedAtMs)
            {
                log.Add(new Activity(ActivityType.ConversationMessageRedacted, anonymizedAtMs, conversation, index));
            }
        }

        for (var index = 0; index < conversation.Notes.Length; index++)
        {
            log.Add(new Activity(ActivityType.NoteAdded, conversation.Notes[index].CreatedAtMs, conversation, index));
        }
    }

    private static void Close(Conversation conversation, ICollection<Activity> log)
    {
        if (conversation.PendingAtMs is { } pendingAtMs)
        {
            log.Add(new Activity(ActivityType.ConversationPending, pendingAtMs, conversation, 0));
        }

        for (var index = 0; index < conversation.Reopenings.Length; index++)
        {
            log.Add(new Activity(ActivityType.ConversationClosed, conversation.Reopenings[index].ClosedAtMs, conversation, index));
            log.Add(new Activity(ActivityType.ConversationReopened, conversation.Reopenings[index].OpenedAtMs, conversation, index));
        }

        if (conversation is { Status: ConversationStatus.Closed, ClosedAtMs: { } closedAtMs })
        {
            log.Add(new Activity(ActivityType.ConversationClosed, closedAtMs, conversation, conversation.Reopenings.Length));
        }
    }

    private void Rate(Conversation conversation, ICollection<Activity> log)
    {
        for (var index = 0; index < conversation.Ratings.Length; index++)
        {
            var rating = conversation.Ratings[index];
            Add(ActivityType.ConversationRatingScheduled, rating.CreatedAtMs, index);
            Add(ActivityType.ConversationRatingUnscheduled, rating.UnscheduledAtMs, index);
            Add(ActivityType.ConversationRatingOffered, rating.OfferedAtMs, index);
            Add(ActivityType.ConversationRated, rating.RatedAtMs, index);
            Add(ActivityType.ConversationRatingCancelled, rating.CancelledAtMs, index);
        }

        var closedAtMs = conversation.Reopenings is [var first, ..] ? first.ClosedAtMs : conversation.ClosedAtMs;
        if (RandomSource.Aside(seed, conversation.Id, FirstAspect + (int)ActivityType.ConversationRatingNotOffered).Chance(0.03))
        {
            Add(ActivityType.ConversationRatingNotOffered, closedAtMs, 0);
        }

        void Add(ActivityType type, long? atMs, int index)
        {
            if (atMs is { } timeMs)
            {
                log.Add(new Activity(type, timeMs, conversation, index));
            }
        }
    }

    /// <summary>Both ends of the link; the parent's entries point to the child as well.</summary>
    private static void Link(Conversation conversation, ICollection<Activity> log)
    {
        if (conversation.Link is not { } link)
        {
            return;
        }

        log.Add(new Activity(ActivityType.ConversationLinkedToParent, link.AtMs, conversation, 0));
        log.Add(new Activity(ActivityType.ConversationLinkedFromChild, link.AtMs, conversation, 0));
        if (link.UndoneAtMs is { } undoneAtMs)
        {
            log.Add(new Activity(ActivityType.ConversationUnlinkedToParent, undoneAtMs, conversation, 0));
            log.Add(new Activity(ActivityType.ConversationUnlinkedFromChild, undoneAtMs, conversation, 0));
        }
    }

    /// <summary>Adds these types, one after the other, to so many conversations out of one.</summary>
    private void Draw(double probability, Conversation conversation, ICollection<Activity> log, params ReadOnlySpan<ActivityType> types)
    {
        var random = RandomSource.Aside(seed, conversation.Id, FirstAspect + (int)types[^1]);
        if (!random.Chance(probability) && !conversation.ShowsAll)
        {
            return;
        }

        var (timeMs, endMs) = (conversation.CreatedAtMs, Early(conversation));
        foreach (var type in types)
        {
            timeMs = random.Between(timeMs, endMs);
            log.Add(new Activity(type, timeMs, conversation, (int)types[^1]));
        }
    }

    /// <summary>A time by which much has happened, and which later messages don't move.</summary>
    private static long Early(Conversation conversation) =>
        conversation.Messages.Length > 1 ? Math.Max(conversation.CreatedAtMs, conversation.Messages[1].CreatedAtMs) : conversation.CreatedAtMs;
}
