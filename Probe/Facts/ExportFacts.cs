using Dixa.Probe.Observed;

namespace Dixa.Probe.Facts;

/// <summary>The Exports API.</summary>
public static class ExportFacts
{
    private const string Seams = "The seam rule asks for a millisecond more at the lower bound and drops what belongs to the neighbouring window, so each of the four meanings gives each row once. If bounds are not kept at all, rows are missing: set `lookback_minutes` to the longest, and report it.";
    private const string Days = "Nothing: the connector sends milliseconds and never a day. Who sends days by hand has to know it.";
    private const string Order = "Nothing: rows are written as they come, and a state follows a whole window.";

    /// <summary>How far back an incremental sync reads again, unless it is set otherwise.</summary>
    private static readonly TimeSpan Lookback = TimeSpan.FromMinutes(60);

    public static IReadOnlyList<Fact> All { get; } =
    [
        new("conversation-bounds", "Are `updated_after` and `updated_before` inclusive, in milliseconds?", "Any of the four meanings.", Seams, seen => BoundsJudge.Of(seen.Conversations, seen.ConversationBounds, seen.ConversationsAgain)),
        new("message-bounds", "Are `created_after` and `created_before` of messages inclusive, in milliseconds?", "Any of the four meanings.", Seams, seen => BoundsJudge.Of(seen.Messages, seen.MessageBounds, again: null)),
        new("conversation-days", "What do days mean as bounds of conversations?", "Midnight of UTC; the first day is in, the last one is left out.", Days, seen => DayJudge.Of(seen.Conversations, seen.ConversationDays)),
        new("message-days", "What do days mean as bounds of messages?", "Midnight of UTC; the first day is in, the last one is left out.", Days, seen => DayJudge.Of(seen.Messages, seen.MessageDays)),
        new("conversation-order", "In which order do conversations come?", "None.", Order, seen => OrderJudge.Of(seen.Conversations)),
        new("message-order", "In which order do messages come?", "None.", Order, seen => OrderJudge.Of(seen.Messages)),
        new("window-limit", "Is a window of 32 days refused, and how?", "Refused with 400, 413 or 422.", "A longer window that is answered loses nothing; windows could be longer than 31 days then. Another status is taken for an outage or a refused token: the connector never asks for more than 31 days, so it does not meet it.", LongWindow),
        new("freshness", "How long does it take until a change shows?", "At most 60 minutes, the default of `lookback_minutes`.", "Rows that show later than the lookback are lost to incremental syncs. Set `lookback_minutes` to more than the longest delay, and sync in full now and then.", Freshness),
        new("csids-with-times", "Do `csids` and times narrow each other?", "Nothing: the connector does not send `csids`.", "Nothing.", WithTimes),
        new("csids-count", "How many `csids` go into one request?", "Nothing: the connector does not send `csids`.", "Nothing.", ManyCsids),
        new("message-updates", "Does the export of messages take `updated_after` and `updated_before`?", "No: messages are asked for by their creation.", "Messages could be read by the update of their conversation, which would also find texts that were erased later. Report it.", MessageUpdates),
    ];

    private static Judgement LongWindow(Observations seen) => seen.LongWindow switch
    {
        null => Judgement.NotTold("The request was not made, or got no answer."),
        { IsOk: true } => Judgement.Contradicts("answered"),
        { Status: 400 or 413 or 422 } answer => Judgement.AsAssumed(Judgement.Text($"refused ({answer.Status})"), answer.Form!),
        var answer => Judgement.Contradicts(Judgement.Text($"refused ({answer.Status})"), answer.Form!),
    };

    private static Judgement Freshness(Observations seen)
    {
        if (seen is not { Conversations: { Answer.IsOk: true } first, ConversationsAgain: { Answer.IsOk: true } again } || first.Rows.Count == 0)
        {
            return Judgement.NotTold("There were no two looks at the same rows.");
        }

        var (firstMs, againMs) = (first.Answer.AskedAt.ToUnixTimeMilliseconds(), again.Answer.AskedAt.ToUnixTimeMilliseconds());
        var known = first.Rows.ToHashSet();

        // The header has whole seconds: a row of the last one may be newer than the answer.
        var late = again.Rows.Where(row => row.AtMs > 0 && row.AtMs < firstMs - 1_000 && !known.Contains(row)).Select(row => TimeSpan.FromMilliseconds(firstMs - row.AtMs)).ToList();
        var freshest = TimeSpan.FromMilliseconds(firstMs - first.Rows.Max(row => row.AtMs));
        var evidence = Judgement.Text($"the freshest row of the first look was {Seconds(freshest)} old; {Seconds(TimeSpan.FromMilliseconds(againMs - firstMs))} later {Judgement.Count(late.Count, "row")} came that the first look should have had");
        return late.Count == 0 ? Judgement.AsAssumed("no row came late", evidence)
            : Judgement.Of(late.Max() <= Lookback, $"rows came late that were up to {Seconds(late.Max())} old", evidence);
    }

    private static string Seconds(TimeSpan time) => Judgement.Text($"{time.TotalSeconds:0} s");

    private static Judgement WithTimes(Observations seen) => seen.CsidsWithTimes switch
    {
        null => Judgement.NotTold("There were too few conversations."),
        { Answer.IsOk: false } look => Judgement.AsAssumed(Judgement.Text($"refused together ({look.Answer.Status})"), look.Answer.Form!),
        { Admitted: var admitted, Asked: var asked } when admitted == asked => Judgement.NotTold("The times admitted all of the conversations."),
        var look => Judgement.AsAssumed(
            look.Returned == look.Admitted ? "they narrow each other" : look.Returned == look.Asked ? "the times count for nothing" : "neither narrows the other plainly",
            Judgement.Text($"{look.Asked} numbers, {look.Admitted} of them within the times: {look.Returned} rows")),
    };

    private static Judgement ManyCsids(Observations seen) => seen.ManyCsids.Count == 0
        ? Judgement.NotTold("There were no conversations.")
        : Judgement.AsAssumed(
            string.Join(", ", seen.ManyCsids.Select(look => !look.Answer.IsOk ? Judgement.Text($"{look.Asked} are refused ({look.Answer.Status})")
                : look.Returned == look.Asked ? Judgement.Text($"{look.Asked} are taken")
                : Judgement.Text($"{look.Returned} rows come for {look.Asked}"))),
            [.. seen.ManyCsids.Select(look => Judgement.Text($"{look.Asked} numbers: {look.Answer.Form ?? Judgement.Count(look.Returned, "row")}"))]);

    private static Judgement MessageUpdates(Observations seen)
    {
        if (seen.MessagesByUpdate is not { } look || seen.Messages is not { Answer.IsOk: true } all)
        {
            return Judgement.NotTold("The request was not made, or got no answer.");
        }

        if (!look.Answer.IsOk)
        {
            return Judgement.AsAssumed(Judgement.Text($"refused ({look.Answer.Status})"), look.Answer.Form!);
        }

        var evidence = Judgement.Text($"{all.Rows.Count} messages without the filter, {look.Rows.Count} with it");
        return look.Rows.Count >= all.Rows.Count ? Judgement.AsAssumed("it does nothing", evidence) : Judgement.Contradicts("it narrows", evidence);
    }
}
