using Dixa.Probe.Observed;
using Dixa.Probe.Rows;

namespace Dixa.Probe.Facts;

/// <summary>Tells from one answer what both bounds mean at the exact millisecond.</summary>
public static class BoundsJudge
{
    /// <param name="first">The look that the bounds were taken from.</param>
    /// <param name="between">The answer to those bounds.</param>
    /// <param name="again">The first look once more: only rows that are still as they were count. Null where rows don't change.</param>
    public static Judgement Of(Look? first, Look? between, Look? again)
    {
        if (first is null || between is null)
        {
            return Judgement.NotTold("There were too few rows of different times to put bounds on.");
        }

        if (!between.Answer.IsOk)
        {
            return Judgement.Contradicts(Judgement.Text($"refused ({between.Answer.Status})"), between.Answer.Form ?? "");
        }

        var known = again is { Answer.IsOk: true } ? first.Rows.Intersect(again.Rows).ToHashSet() : [.. first.Rows];
        var came = between.Rows.ToHashSet();
        var lower = Share(known, came, atMs => atMs == between.AfterMs);
        var upper = Share(known, came, atMs => atMs == between.BeforeMs);
        var inside = Share(known, came, atMs => atMs > between.AfterMs && atMs < between.BeforeMs);
        var outside = between.Rows.Count(row => row.AtMs < between.AfterMs || row.AtMs > between.BeforeMs);
        string[] evidence =
        [
            Judgement.Text($"on the lower bound {lower.Came} of {lower.Known} came, on the upper one {upper.Came} of {upper.Known}"),
            Judgement.Text($"between them {inside.Came} of {inside.Known}, beyond them {outside}"),
        ];
        return lower.Known == 0 || upper.Known == 0 ? Judgement.NotTold("The rows on the bounds changed meanwhile.", evidence)
            : outside > 0 || inside.Came < inside.Known ? Judgement.Contradicts("the bounds are not kept", evidence)
            : lower.IsMixed || upper.IsMixed ? Judgement.Contradicts("some rows of a bound come, others don't", evidence)
            : Judgement.AsAssumed($"lower {Meaning(lower)}, upper {Meaning(upper)}", evidence);
    }

    private static string Meaning(Part part) => part.Came > 0 ? "inclusive" : "exclusive";

    private static Part Share(HashSet<TimedRow> known, HashSet<TimedRow> came, Func<long, bool> isThere)
    {
        var there = known.Where(row => isThere(row.AtMs)).ToList();
        return new Part(there.Count, there.Count(came.Contains));
    }

    /// <summary>Rows that were known, and those of them that came.</summary>
    private readonly record struct Part(int Known, int Came)
    {
        public bool IsMixed => Came > 0 && Came < Known;
    }
}
