using Dixa.Warehouse.Pages.Numbers;

namespace Dixa.Warehouse.Pages;

public sealed class PercentileTests
{
    [Fact]
    public void NothingHasNone() => Assert.Equal(new Percentile(0, null, null), Percentile.Of([]));

    /// <remarks>Half of four are two, the second smallest; nine tenths of ten are nine.</remarks>
    [Theory]
    [InlineData("5", 5, 5)]
    [InlineData("4 1 3 2", 2, 4)]
    [InlineData("10 9 8 7 6 5 4 3 2 1", 5, 9)]
    [InlineData("7 7 7 7 7 7 7 7 7 1", 7, 7)]
    public void ItIsAValueThatOccurs(string values, int median, int ninetieth)
    {
        List<int> seconds = [.. values.Split(' ').Select(int.Parse)];

        Assert.Equal(new Percentile(seconds.Count, median, ninetieth), Percentile.Of(seconds));
    }

    [Fact]
    public void ItIsTheOneOfTheSortedValues()
    {
        var random = new Random(1);
        for (var count = 1; count < 400; count++)
        {
            List<int> values = [.. Enumerable.Range(0, count).Select(_ => random.Next(random.Next(1, 1000)))];
            var sorted = values.Order().ToList();

            Assert.Equal(new Percentile(count, sorted[((count * 50) + 99) / 100 - 1], sorted[((count * 90) + 99) / 100 - 1]), Percentile.Of(values));
        }
    }
}
