namespace Dixa.Warehouse;

/// <summary>The clock that simulators speed up.</summary>
public sealed class SimulatedTimeTests
{
    [Fact]
    public void WithoutAVariableTheClockIsTheRealOne()
    {
        Assert.True(SimulatedTime.TryParse(null, out var time, out _));
        Assert.Same(TimeProvider.System, time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("4")]
    [InlineData("1/0")]
    [InlineData("1/-2")]
    [InlineData("1/1000")]
    [InlineData("soon/4")]
    [InlineData("99999999999999999/4")]
    public void WhatIsNoClockIsRefused(string text)
    {
        Assert.False(SimulatedTime.TryParse(text, out _, out var error));
        Assert.Contains(SimulatedTime.Variable, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItsSecondsAreShorterAndSoAreItsWaits()
    {
        var origin = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeMilliseconds();
        Assert.True(SimulatedTime.TryParse($"{origin}/500", out var time, out _));

        Assert.InRange(time.GetUtcNow(), DateTimeOffset.UnixEpoch.AddMilliseconds(origin).AddHours(500), DateTimeOffset.MaxValue);
        await Task.Delay(TimeSpan.FromSeconds(100), time, TestContext.Current.CancellationToken);
    }
}
