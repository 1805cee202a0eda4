using Dixa.Warehouse.Pages.Markup;

namespace Dixa.Warehouse.Pages;

public sealed class SayTests
{
    [Theory]
    [InlineData(null, "–")]
    [InlineData(0L, "0 s")]
    [InlineData(59L, "59 s")]
    [InlineData(60L, "1 min")]
    [InlineData(3599L, "59 min")]
    [InlineData(3600L, "1 h")]
    [InlineData(3660L, "1 h 1 min")]
    [InlineData(172_799L, "47 h 59 min")]
    [InlineData(172_800L, "2 d")]
    [InlineData(180_000L, "2 d 2 h")]
    public void ATimeHasTwoUnitsAtMost(long? seconds, string said) => Assert.Equal(said, Say.Duration(seconds));

    [Theory]
    [InlineData(1234L, "+1,234")]
    [InlineData(-2L, "−2")]
    [InlineData(0L, "±0")]
    public void AChangeHasItsSign(long change, string said) => Assert.Equal(said, Say.Change(change));

    [Fact]
    public void ARangeSaysTheYearOnce()
    {
        Assert.Equal("1 May to 6 June 2026", Say.Range(new DateOnly(2026, 5, 1), new DateOnly(2026, 6, 6)));
        Assert.Equal("31 December 2025 to 1 January 2026", Say.Range(new DateOnly(2025, 12, 31), new DateOnly(2026, 1, 1)));
        Assert.Equal("Wednesday 6 May 2026", Say.Range(new DateOnly(2026, 5, 6), new DateOnly(2026, 5, 6)));
    }
}
