using Dixa.Probe.Observed;
using Dixa.Probe.Rows;
using Dixa.Probe.Wire;

namespace Dixa.Probe.Facts;

/// <summary>Meanings that no simulated account takes, and looks that show too little.</summary>
public sealed class SyntheticTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 18, 12, 0, 0, TimeSpan.Zero);

    private static readonly Answer Ok = new() { Host = "Exports API (host)", Status = 200, HeaderNames = ["Date"], SentAt = Now, Took = TimeSpan.Zero, Date = Now };

    [Fact]
    public void AFactThatNothingWasSeenOfCouldNotBeTold() =>
        Assert.All(FactTable.All, fact => Assert.Equal(Verdict.NotTold, fact.Judge(new Observations()).Verdict));

    [Fact]
    public void AnAnswerWithoutADateContradicts()
    {
        var seen = new Observations();
        seen.Answers.AddRange([Ok, Ok with { Date = null }]);

        Assert.Equal(Verdict.Contradicts, Judge("date-header", seen).Verdict);
    }

    [Fact]
    public void AClockThatIsAheadIsMeasured()
    {
        var seen = new Observations();
        seen.Answers.Add(Ok with { Date = Now.AddSeconds(-30.5) });

        Assert.Equal(["the clock here is 30 s ahead"], Judge("date-header", seen).Evidence);
    }

    [Theory]
    [InlineData(0, 5, "the bounds are not kept")]
    [InlineData(1, 20, "the bounds are not kept")]
    [InlineData(2, 8, "lower exclusive, upper exclusive")]
    [InlineData(1, 9, "lower inclusive, upper inclusive")]
    public void BoundsAreThoseOfTheRowsThatCome(int first, int last, string found)
    {
        var all = Enumerable.Range(0, 30).Select(ms => new TimedRow($"{ms}", 1_000 + ms)).ToList();
        var look = new Look(Ok, 0, 10_000, all);
        var between = new Look(Ok, 1_001, 1_009, all[first..(last + 1)]);

        Assert.Equal(found, BoundsJudge.Of(look, between, again: null).Found);
    }

    [Fact]
    public void RowsOnABoundThatChangedMeanwhileProveNothing()
    {
        var all = Enumerable.Range(0, 10).Select(ms => new TimedRow($"{ms}", 1_000 + ms)).ToList();
        var look = new Look(Ok, 0, 10_000, all);

        Assert.Equal(Verdict.NotTold, BoundsJudge.Of(look, new Look(Ok, 1_001, 1_008, all[2..8]), look with { Rows = all[2..] }).Verdict);
    }

    /// <remarks>Far apart, rows leave several midnights possible. That of UTC goes first, and none is picked among the others.</remarks>
    [Fact]
    public void SparseRowsLeaveSeveralMidnightsOpen()
    {
        const long HourMs = 3_600_000;
        var all = Enumerable.Range(0, 30).Select(row => new TimedRow($"{row}", (row * 5 * HourMs) + (HourMs / 2))).ToList();
        var look = new Look(Ok, 0, 150 * HourMs, all);
        var days = new Look(Ok, 48 * HourMs, 96 * HourMs, [.. all.Where(row => row.AtMs > 53 * HourMs && row.AtMs < 101 * HourMs)]);

        Assert.Equal("midnight is +5 h or +6 h or +7 h from that of UTC, the first day is in, the last one is left out", DayJudge.Of(look, days).Found);
    }

    [Fact]
    public void ARefusedWindowAloneShowsAFormOfErrors()
    {
        var seen = new Observations { LongWindow = Ok with { Status = 422, Form = "plain text" } };

        Assert.Equal((Verdict.AsAssumed, "plain text"), (Judge("exports-errors", seen).Verdict, Judge("exports-errors", seen).Found));
    }

    [Fact]
    public void OtherRowsUnderTheSameKeyShowInTheEvidence()
    {
        var seen = new Observations();
        seen.PageKeys.AddRange([new PageKeyUse(Ok, TimeSpan.Zero, "a"), new PageKeyUse(Ok, TimeSpan.FromSeconds(1), "b")]);

        var judgement = Judge("page-keys", seen);

        Assert.Equal("it works twice", judgement.Found);
        Assert.Contains("again, after 1 s: 200, other rows", judgement.Evidence);
    }

    private static Judgement Judge(string fact, Observations seen) => FactTable.All.Single(each => each.Id == fact).Judge(seen);
}
