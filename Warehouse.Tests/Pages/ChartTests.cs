using System.Text.RegularExpressions;
using Dixa.Warehouse.Pages.Markup;

namespace Dixa.Warehouse.Pages;

public sealed partial class ChartTests
{
    [Theory]
    [InlineData(0, "0 1")]
    [InlineData(1, "0 1")]
    [InlineData(3, "0 1 2 3")]
    [InlineData(7, "0 2 4 6 8")]
    [InlineData(58, "0 20 40 60")]
    [InlineData(1000, "0 500 1000")]
    public void AnAxisOfNumbersHasStepsThatPeopleRead(int most, string ticks) => Assert.Equal(ticks, string.Join(' ', ChartScale.Counts(most).Ticks));

    [Theory]
    [InlineData(0, "0 s, 1 s")]
    [InlineData(45, "0 s, 15 s, 30 s, 45 s")]
    [InlineData(200, "0 s, 1 min, 2 min, 3 min, 4 min")]
    [InlineData(50_000, "0 s, 6 h, 12 h, 18 h")]
    [InlineData(100_000_000, "0 s, 300 d, 600 d, 900 d, 1200 d")]
    public void SoHasAnAxisOfTimes(int most, string ticks) => Assert.Equal(ticks, string.Join(", ", ChartScale.Times(most).Ticks.Select(tick => Say.Duration((long)tick))));

    [Fact]
    public void EveryValueIsWithinTheAxis()
    {
        for (var most = 0; most < 5000; most++)
        {
            Assert.InRange(most, 0, ChartScale.Counts(most).Top);
            Assert.InRange(most, 0, ChartScale.Times(most).Top);
            Assert.InRange(ChartScale.Counts(most).Steps, 1, 5);
            Assert.InRange(ChartScale.Times(most).Steps, 1, 4);
        }
    }

    [Fact]
    public void ALineEndsWhereValuesAreMissingAndALoneValueIsADot()
    {
        var chart = new Chart("title", ["a", "b", "c", "d", "e"], [new ChartSeries("s", SeriesShape.Line, 1, [0, 4, null, 2, null])], new ChartScale(0, 4, 4), value => $"{value:0}");

        // Five buckets of 200; the top line at 50 of 1000, the base at 880.
        var drawn = chart.Draw().ToString();
        Assert.Equal("M100 880L300 50M700 465", LinePath().Match(drawn).Groups[1].Value);
        Assert.Equal("M700 465h0", DotPath().Match(drawn).Groups[1].Value);
    }

    [Fact]
    public void AColumnIsAsHighAsItsValue()
    {
        var chart = new Chart("title", ["a", "b"], [new ChartSeries("s", SeriesShape.Columns, 1, [4, 0])], new ChartScale(0, 4, 4), value => $"{value:0}");

        Assert.Equal("M80 50h340v830h-340z", ColumnPath().Match(chart.Draw().ToString()).Groups[1].Value);
    }

    [Fact]
    public void WhatIsUnderThePointerIsSaidWithoutAScript()
    {
        var chart = new Chart("title", ["<mon>"], [new ChartSeries("New", SeriesShape.Columns, 1, [4]), new ChartSeries("Closed", SeriesShape.Line, 2, [null])], new ChartScale(0, 4, 4), value => $"{value:0}");

        Assert.Contains("<title>&lt;mon&gt;: New 4, Closed –</title>", chart.Draw().ToString(), StringComparison.Ordinal);
    }

    [GeneratedRegex("class=\"line ink1\" d=\"([^\"]*)\"")]
    private static partial Regex LinePath();

    [GeneratedRegex("class=\"dot ink1\" d=\"([^\"]*)\"")]
    private static partial Regex DotPath();

    [GeneratedRegex("class=\"columns ink1\" d=\"([^\"]*)\"")]
    private static partial Regex ColumnPath();
}
