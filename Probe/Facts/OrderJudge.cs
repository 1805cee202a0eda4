using Dixa.Probe.Observed;

namespace Dixa.Probe.Facts;

/// <summary>Tells the order in which rows came.</summary>
public static class OrderJudge
{
    public static Judgement Of(Look? look)
    {
        var times = look?.Rows.Select(row => row.AtMs).Where(atMs => atMs > 0).ToList() ?? [];
        if (times.Distinct().Count() < 4)
        {
            return Judgement.NotTold("Too few rows came.", Judgement.Count(times.Count, "row"));
        }

        var steps = times.Zip(times.Skip(1)).ToList();
        var (up, down) = (steps.Count(step => step.Second > step.First), steps.Count(step => step.Second < step.First));
        return Judgement.AsAssumed(
            down == 0 ? "ascending" : up == 0 ? "descending" : "in no order of this time",
            Judgement.Text($"of {times.Count} rows {up} are later than the one before them, {down} earlier"));
    }
}
