using Dixa.Probe.Observed;

namespace Dixa.Probe.Facts;

/// <summary>Tells what days mean as bounds: whose midnight, and whether each of the two days is in.</summary>
public static class DayJudge
{
    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;

    /// <summary>The offsets of all zones, in hours.</summary>
    private static readonly int[] Offsets = [.. Enumerable.Range(-12, 27)];

    private static readonly bool[] EitherWay = [false, true];

    /// <param name="first">A look that reaches over both days.</param>
    /// <param name="days">The answer to <c>after</c> one day and <c>before</c> the next.</param>
    public static Judgement Of(Look? first, Look? days)
    {
        if (first is null || days is null)
        {
            return Judgement.NotTold("The request was not made, or got no answer.");
        }

        if (!days.Answer.IsOk)
        {
            return Judgement.Contradicts(Judgement.Text($"days are refused ({days.Answer.Status})"), days.Answer.Form ?? "");
        }

        var came = days.Rows.Select(row => row.AtMs).Where(atMs => atMs > 0).ToList();
        if (came.Count < 3)
        {
            return Judgement.NotTold("Too few rows came for a day.", Judgement.Count(came.Count, "row"));
        }

        var (earliest, latest) = (came.Min(), came.Max());
        var before = first.Rows.Select(row => row.AtMs).Where(atMs => atMs > 0 && atMs < earliest).DefaultIfEmpty(long.MinValue).Max();
        var after = first.Rows.Select(row => row.AtMs).Where(atMs => atMs > latest).DefaultIfEmpty(long.MaxValue).Min();
        var possible =
            (from hours in Offsets
             from isSkipped in EitherWay
             from isTaken in EitherWay
             let lower = days.AfterMs + (hours * HourMs) + (isSkipped ? DayMs : 0)
             let upper = days.BeforeMs + (hours * HourMs) + (isTaken ? DayMs : 0)
             where lower < upper && lower > before && lower <= earliest && upper > latest && upper <= after
             orderby Math.Abs(hours), isSkipped, isTaken
             select (Hours: hours, Skips: isSkipped, Takes: isTaken)).ToList();
        string[] evidence =
        [
            $"{Judgement.Count(came.Count, "row")} came, the first {Hours(earliest - days.AfterMs)} and the last {Hours(latest - days.BeforeMs)} from midnight, UTC, of their day",
            $"the known rows beside them are {(before == long.MinValue ? "none" : Hours(before - days.AfterMs))} and {(after == long.MaxValue ? "none" : Hours(after - days.BeforeMs))} from it",
        ];
        if (possible.Count == 0)
        {
            return Judgement.Contradicts("no midnight of any zone fits", evidence);
        }

        // Rows are some way apart, so several midnights may fit; that of UTC goes first.
        var (nearest, skips, takes) = possible[0];
        var fitting = nearest == 0 ? [0] : possible.Where(each => each.Skips == skips && each.Takes == takes).Select(each => each.Hours).Order().ToList();
        return Judgement.Of(possible[0] is (0, false, false), Meaning(fitting, skips, takes), evidence);
    }

    private static string Offset(int hours) => Judgement.Text($"{hours:+0;-0} h");

    private static string Hours(long ms) => Judgement.Text($"{ms / (double)HourMs:+0.0;-0.0;0.0} h");

    private static string Meaning(List<int> hours, bool skips, bool takes)
    {
        var midnight = hours is [0] ? "midnight is that of UTC" : $"midnight is {string.Join(" or ", hours.Select(Offset))} from that of UTC";
        return $"{midnight}, the first day is {(skips ? "left out" : "in")}, the last one is {(takes ? "in" : "left out")}";
    }
}
