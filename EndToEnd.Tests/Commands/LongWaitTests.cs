using System.Text;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Harness;
using Dixa.Connector.Output;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Simulator.Faults;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Dixa.Connector.Commands;

/// <summary>Platforms end a sync that is silent for too long. In this process, since no process can be told to leap over half an hour.</summary>
public sealed class LongWaitTests
{
    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);

    /// <remarks>Half an hour in which nothing comes: shorter than the hour that the metadata promise to be the longest silence.</remarks>
    [Theory]
    [InlineData("teams", "/v1/teams")]
    [InlineData("team_members", "/v1/teams/*/agents")]
    [InlineData("conversation_notes", "/v1/conversation_export")]
    [InlineData("conversation_notes", "/v1/conversations")]
    public async Task ALongWaitIsBrokenByStates(string stream, string path)
    {
        var clock = new LeapingClock(HalfAnHour);
        await using var simulator = await SimulatorServer.StartAsync(
            new SimulatorOptions { Conversations = 40, EndUsers = 20, Months = 1, Limits = RateLimits.None }, clock, TestContext.Current.CancellationToken);
        simulator.Faults.Add(new StatusFault(429) { Path = path, Headers = new Dictionary<string, string> { ["Retry-After"] = "1800" } });

        var began = clock.GetUtcNow();
        var run = await ReadAsync(simulator, clock, SourceDixa.Catalog(ConfiguredModes.FullRefresh, stream));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.InRange(clock.GetUtcNow() - began, HalfAnHour, TimeSpan.MaxValue);
        Assert.Equal("COMPLETE", run.Statuses(stream).Last());
        Assert.InRange(run.States(stream).Count(state => state.GetProperty("sourceStats").GetProperty("recordCount").GetInt64() == 0), 3, 100);
    }

    private static async Task<Run> ReadAsync(SimulatorServer simulator, LeapingClock clock, string catalog)
    {
        using var files = new SourceDixa();
        var config = files.File(
            "config.json",
            $$"""{"api_token":"{{simulator.Options.Token}}","dixa_api_url":"{{simulator.Url}}","exports_api_url":"{{simulator.Url}}","exports_requests_per_minute":6000,"api_requests_per_second":1000}""");
        var options = CommandLine.TryParse(["read", "--config", config, "--catalog", files.File("catalog.json", catalog)], out _)!;
        var mask = new SecretMask();
        using var output = new MemoryStream();
        int exitCode;
        await using (var writer = new MessageWriter(output, mask))
        {
            await using var log = new LoggerConfiguration().WriteTo.Sink(new LeapWhenLimited(clock)).CreateLogger();
            var context = new CommandContext(options, writer, mask, new Lazy<ILogger>(log), clock, IsDebug: false, TestContext.Current.CancellationToken);
            exitCode = await clock.RunUntilAsync(Task.Run(() => ReadCommand.RunAsync(context)));
            await writer.CompleteAsync();
        }

        return new Run(exitCode, Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries), "");
    }

    /// <summary>Until the wait has begun, time is as it is everywhere.</summary>
    private sealed class LeapWhenLimited(LeapingClock clock) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => clock.IsLeaping |= logEvent.MessageTemplate.Text.StartsWith("Rate limited", StringComparison.Ordinal);
    }
}
