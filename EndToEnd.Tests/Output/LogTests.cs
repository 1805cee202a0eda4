using Dixa.Connector.Harness;

namespace Dixa.Connector.Output;

public sealed class LogTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("info", false)]
    [InlineData("debug", true)]
    [InlineData("DEBUG", true)]
    public async Task ALinePerWindowAndPageIsToldAtDebug(string? level, bool expected)
    {
        await using var bench = await Bench.StartAsync();
        bench.Source.Environment["LOG_LEVEL"] = level;
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "messages", "endusers"));

        Assert.Equal(expected, run.Logs.Any(log => log.StartsWith("messages: window 20", StringComparison.Ordinal)));
        Assert.Equal(expected, run.Logs.Any(log => log.StartsWith("endusers: page /v1/endusers?pageKey=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AStreamIsToldWhenItStartsAndWhenItEnds()
    {
        await using var bench = await Bench.StartAsync();
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "endusers"));

        Assert.Contains("endusers: reading, full_refresh, no state", run.Logs);
        Assert.Contains(run.Logs, log => log.StartsWith("endusers: complete; 250 records, ", StringComparison.Ordinal) && log.Contains("3 requests (0 repeated)", StringComparison.Ordinal));
    }
}
