using Dixa.Probe.Observed;
using Dixa.Probe.Rows;

namespace Dixa.Probe.Facts;

/// <summary>The units of durations, from the times of the same rows.</summary>
public static class DurationFacts
{
    private const string Otherwise = "Nothing: the number is written as it is. The description of the field, and what is computed from it, would have to say this unit.";

    /// <summary>A duration in seconds is at most a thousandth of the same in milliseconds; a little more where both are rounded.</summary>
    private const double Thousandth = 0.00105;

    /// <summary>Something that lasts milliseconds lasts this part of some conversations at least.</summary>
    private const double SmallestShare = 0.05;

    /// <summary>Nothing lasts longer than its conversation.</summary>
    private const double LargestShare = 1.05;

    public static IReadOnlyList<Fact> All { get; } =
    [
        new("total-duration", "What is the unit of `total_duration`?", "Milliseconds.", Otherwise, seen => Of(Totals(seen), "milliseconds")),
        new("handling-duration", "What is the unit of `handling_duration`?", "Milliseconds.", Otherwise, seen => Of(Handled(seen), "milliseconds")),
        new("call-duration", "What is the unit of a message's `duration`?", "Seconds.", Otherwise, seen => Of(Calls(seen), "seconds")),
    ];

    private static IEnumerable<(long Duration, long SpanMs)> Totals(Observations seen) =>
        seen.ConversationRows.Select(row => (row.TotalDuration ?? 0, SpanOf(row)));

    private static IEnumerable<(long Duration, long SpanMs)> Handled(Observations seen) =>
        seen.ConversationRows.Select(row => (row.HandlingDuration ?? 0, SpanOf(row)));

    private static IEnumerable<(long Duration, long SpanMs)> Calls(Observations seen)
    {
        var spans = seen.ConversationRows.GroupBy(row => row.Id).ToDictionary(rows => rows.Key, rows => SpanOf(rows.First()));
        return seen.MessageRows.Select(row => (row.Duration ?? 0, spans.GetValueOrDefault(row.ConversationId)));
    }

    private static long SpanOf(ExportedConversation row) => (row.ClosedMs - row.CreatedMs) ?? 0;

    /// <summary>What lasts no longer than its conversation fits in as milliseconds, or only as seconds.</summary>
    private static Judgement Of(IEnumerable<(long Duration, long SpanMs)> rows, string assumed)
    {
        // Of short spans a second is too large a part.
        var shares = rows.Where(row => row.Duration > 0 && row.SpanMs > 60_000).Select(row => row.Duration / (double)row.SpanMs).Order().ToList();
        if (shares.Count < 3)
        {
            return Judgement.NotTold("Too few closed conversations have one.", Judgement.Count(shares.Count, "row"));
        }

        // The twentieth at the top is left aside: a few conversations may be closed by something else than what lasted.
        var (median, most) = (shares[shares.Count / 2], shares[shares.Count * 19 / 20]);
        var evidence = Judgement.Text($"of the milliseconds from creation to closing it is {median:0.0000} in the middle and {most:0.0000} near the top, over {Judgement.Count(shares.Count, "row")}");
        var unit = median > LargestShare ? "neither milliseconds nor seconds" : most > SmallestShare || median > Thousandth ? "milliseconds" : "seconds";
        return Judgement.Of(unit == assumed, unit, evidence);
    }
}
