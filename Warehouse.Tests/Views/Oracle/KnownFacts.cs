using System.Collections.Immutable;
using Dixa.Simulator.Data;

namespace Dixa.Warehouse.Views.Oracle;

/// <summary>What is to be known of a conversation, from the simulator's own object.</summary>
public sealed record KnownFacts
{
    private KnownFacts(Conversation conversation, WallClock clock)
    {
        Conversation = conversation;
        var isClosed = conversation.Status == ConversationStatus.Closed;
        ClosedMs = isClosed ? conversation.ClosedAtMs : null;
        FirstClosedMs = conversation.Reopenings is [var first, ..] ? Math.Min(first.ClosedAtMs, conversation.ClosedAtMs ?? first.ClosedAtMs) : conversation.ClosedAtMs;
        var replies = conversation.Messages.Where(message => message is { Direction: Direction.Outbound, IsAutomated: false }).ToList();
        Replies = replies.Count;
        FirstReplyMs = conversation.Direction != Direction.Inbound ? null
            : conversation.Channel == Channel.PstnPhone ? Earlier(replies.FirstOrDefault()?.CreatedAtMs, conversation.AssignedAtMs)
            : replies.FirstOrDefault()?.CreatedAtMs;
        IsAbandoned = isClosed && conversation.QueuedAtMs is not null && conversation.AssignedAtMs is null && Replies == 0;
        FirstResponse = Took(conversation.CreatedAtMs, FirstReplyMs, clock);
        Waiting = Took(conversation.QueuedAtMs, conversation.AssignedAtMs, clock);
        Handling = Took(conversation.AssignedAtMs, ClosedMs, clock);
        FirstResolution = Took(conversation.CreatedAtMs, FirstClosedMs, clock);
        Resolution = Took(conversation.CreatedAtMs, ClosedMs, clock);
        Spans = [.. SpansOf(conversation, ClosedMs)];
    }

    public Conversation Conversation { get; }

    public long? FirstReplyMs { get; }

    public long? FirstClosedMs { get; }

    public long? ClosedMs { get; }

    public int Replies { get; }

    public bool IsAbandoned { get; }

    public (long? Seconds, long? Business) FirstResponse { get; }

    public (long? Seconds, long? Business) Waiting { get; }

    public (long? Seconds, long? Business) Handling { get; }

    public (long? Seconds, long? Business) FirstResolution { get; }

    public (long? Seconds, long? Business) Resolution { get; }

    public ImmutableArray<OpenSpan> Spans { get; }

    public static KnownFacts Of(Conversation conversation, WallClock clock) => new(conversation, clock);

    /// <summary>The latest answer to a question of one of these types.</summary>
    public int? ScoreOf(params RatingType[] types) => Conversation.Ratings.Select((rating, place) => (rating, place))
        .Where(each => types.Contains(each.rating.Type) && each.rating is { Status: RatingStatus.Rated, Score: not null })
        .OrderBy(each => each.rating.RatedAtMs).ThenBy(each => each.place).LastOrDefault().rating?.Score;

    private static (long? Seconds, long? Business) Took(long? from, long? to, WallClock clock) =>
        from is { } begin && to is { } end ? (Math.Max(0, end - begin) / 1000, clock.OpenMs(begin, end) / 1000) : (null, null);

    private static long? Earlier(long? one, long? other) => one is null || other < one ? other : one;

    private static IEnumerable<OpenSpan> SpansOf(Conversation conversation, long? closedMs)
    {
        var begin = conversation.CreatedAtMs;
        foreach (var reopening in conversation.Reopenings)
        {
            yield return new OpenSpan(begin, reopening.ClosedAtMs);
            begin = reopening.OpenedAtMs;
        }

        yield return new OpenSpan(begin, closedMs);
    }
}
