using System.Globalization;
using Dixa.Connector.Api;

namespace Dixa.Connector.Diagnostics;

public sealed class AmountsTests
{
    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(26.84, "26.8 s")]
    [InlineData(59.96, "1 min 0 s")]
    [InlineData(116.8, "1 min 57 s")]
    [InlineData(3599.6, "1 h 0 min")]
    [InlineData(7512, "2 h 5 min")]
    public void ADurationIsWrittenAsPeopleDo(double seconds, string expected) =>
        Assert.Equal(expected, Amounts.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(812, "812 bytes")]
    [InlineData(41_200, "41.2 kB")]
    [InlineData(999_960, "1.0 MB")]
    [InlineData(3_500_000_000, "3.5 GB")]
    public void ASizeHasAUnit(long bytes, string expected) => Assert.Equal(expected, Amounts.Size(bytes));

    [Theory]
    [InlineData("2026-09-21T00:00:00+00:00", "2026-09-21 00:00 UTC")]
    [InlineData("2026-09-21T02:00:07.5+02:00", "2026-09-21 00:00:07 UTC")]
    public void ATimeIsInUtcWithoutZeros(string time, string expected) =>
        Assert.Equal(expected, Amounts.Time(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)));

    /// <summary>Two requests that wait from 0 to 5 s and from 2 to 7 s, and one from 10 to 11 s.</summary>
    [Fact]
    public void WaitsSideBySideCountOnce()
    {
        var meter = new RequestStatistics();
        foreach (var (waited, until) in new[] { (5, 5), (5, 7), (1, 11) })
        {
            meter.AddRequest(TimeSpan.FromSeconds(waited), TimeSpan.FromSeconds(until));
        }

        Assert.Equal((8.0, 3), (meter.Waited.TotalSeconds, meter.Requests));
    }
}
