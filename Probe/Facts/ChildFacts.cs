using Dixa.Probe.Observed;

namespace Dixa.Probe.Facts;

/// <summary>What the export says of a conversation's children, which decides whether they are asked for; and the activity log.</summary>
public static class ChildFacts
{
    private const string Missed = "Children that the export does not show are not asked for, and are missing. Report it: the streams have to ask for every changed conversation then.";

    /// <summary>Times of the Dixa API may have whole seconds only.</summary>
    private const long RoundedMs = 1_000;

    public static IReadOnlyList<Fact> All { get; } =
    [
        new("notes-shown", "Does the export show notes wherever there are some?", "Yes, in `conversation_wrapup_notes`.", Missed, seen => Shown(
            seen.Children.Where(each => each.NotesMs is not null).Select(each => (each.Conversation.Notes, each.NotesMs!.Count)))),
        new("ratings-shown", "Does the export show ratings wherever there are some?", "Yes, in `ratings`.", Missed, seen => Shown(
            seen.Children.Where(each => each.Ratings is not null).Select(each => (each.Conversation.Ratings, each.Ratings!.Value)))),
        new("last-message-time", "Is `last_message_created_at` the time of the newest message?", "Yes, or later.", "Messages that are newer than it says are not asked for by `conversation_messages`, and are missing there until the next one. Report it.", LastMessages),
        new("activity-bounds", "Are `fromDatetime` and `toDatetime` of the activity log inclusive?", "Any of the four meanings.", "The seam rule of the exports holds for the activity log as well. If bounds are not kept at all, report it.", seen => BoundsJudge.Of(seen.Activities, seen.ActivityBounds, again: null)),
        new("activity-order", "In which order do entries of the activity log come?", "None.", "Nothing: rows are written as they come.", seen => OrderJudge.Of(seen.Activities)),
    ];

    /// <param name="counts">Of each conversation: what the export shows, and what there is.</param>
    private static Judgement Shown(IEnumerable<(int Shown, int There)> counts)
    {
        var all = counts.ToList();
        var hidden = all.Count(each => each is { Shown: 0, There: > 0 });
        var with = all.Count(each => each.There > 0);
        string[] evidence = [Judgement.Text($"{all.Count} conversations: {with} have some, the export shows none in {hidden} of these, and as many as there are in {all.Count(each => each.There > 0 && each.Shown == each.There)}")];
        return hidden > 0 ? Judgement.Contradicts("not always", evidence)
            : with == 0 ? Judgement.NotTold("No conversation that was looked at has any.", evidence)
            : Judgement.AsAssumed("yes", evidence);
    }

    private static Judgement LastMessages(Observations seen)
    {
        // A message that came since the export was made is no contradiction.
        var sinceMs = seen.Conversations?.Answer.AskedAt.ToUnixTimeMilliseconds() ?? 0;
        var known = seen.Children
            .Where(each => each.MessagesMs is { Count: > 0 })
            .Select(each => (SaidMs: each.Conversation.LastMessageMs ?? 0, NewestMs: each.MessagesMs!.Max()))
            .Where(each => each.NewestMs < sinceMs)
            .ToList();
        var newer = known.Count(each => each.NewestMs > each.SaidMs + RoundedMs);
        var evidence = Judgement.Text($"{Judgement.Count(known.Count, "conversation")} with messages, {newer} of them with a newer one");
        return known.Count == 0 ? Judgement.NotTold("No messages were seen.") : Judgement.Of(newer == 0, newer == 0 ? "yes" : "not always", evidence);
    }
}
