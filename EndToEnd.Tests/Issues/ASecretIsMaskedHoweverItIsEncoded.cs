using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Issues;

/// <summary>
/// Errors that repeated the token in spellings that were not on a list (percent-encoded throughout, encoded twice, as character
/// references, in dashed hexadecimal, with line breaks) showed it at the default log level.
/// </summary>
public sealed class ASecretIsMaskedHoweverItIsEncoded
{
    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "debug")]
    [InlineData(3, null)]
    public async Task InLogsAndTraces(int seed, string? level)
    {
        var drawn = Bench.Lists.Select((stream, number) => (Stream: stream, Secret: DrawnSecret.Of((seed * 100) + number, $"T0k3n~{seed}+/?&%=z"))).ToList();
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 5, EndUsers = 5, Months = 1, Token = drawn[0].Secret.Secret });
        bench.Source.Environment["LOG_LEVEL"] = level;
        foreach (var (stream, secret) in drawn)
        {
            bench.Simulator.Faults.Add(new StatusFault(500) { Path = $"/v1/{stream}", Body = secret.Text });
            bench.Simulator.Faults.Add(new StatusFault(400) { Path = $"/v1/{stream}", Body = secret.Text, Times = -1 });
        }

        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, [.. Bench.Lists]));

        Assert.All(run.Errors, error => Assert.Contains("****", error.GetProperty("internal_message").GetString(), StringComparison.Ordinal));
        Assert.All(drawn, each => Assert.Contains(run.Logs, log =>
            log.Contains($"{each.Stream} first page: HTTP 500", StringComparison.Ordinal) && log.Contains("****", StringComparison.Ordinal)));
        Assert.All(drawn, each => Assert.All(run.Lines, line => Assert.False(each.Secret.IsIn(DrawnEncoding.Json(line)), $"{each.Secret}\n{line}")));
    }

    /// <summary>.NET quotes what it can't take for the size of a chunk, in dashed hexadecimal.</summary>
    [Fact]
    public async Task InWhatTheLibrarySaysOfABrokenAnswer()
    {
        using var server = new RawServer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nthe-token\r\n");
        using var source = new SourceDixa();
        source.Clock = new SimulatedClock(DateTimeOffset.UtcNow, 120);
        source.Environment["LOG_LEVEL"] = "debug";
        var config = $$"""{"api_token": "the-token", "dixa_api_url": "{{server.Url}}", "exports_api_url": "{{server.Url}}"}""";
        var run = await source.ReadAsync(config, SourceDixa.Catalog(ConfiguredModes.FullRefresh, "agents"));

        Assert.Contains("HttpIOException InvalidResponse", Assert.Single(run.Errors).GetProperty("internal_message").GetString(), StringComparison.Ordinal);
        Assert.All(run.Lines, line => Assert.DoesNotContain("74-68-65", line, StringComparison.Ordinal));
    }
}
