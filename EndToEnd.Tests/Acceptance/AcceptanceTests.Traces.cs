using Dixa.Connector.Harness;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Acceptance;

/// <summary>TRACE, SPEC, CONNECTION_STATUS and CATALOG.</summary>
public abstract partial class AcceptanceTests
{
    [Theory]
    [InlineData("check --config nowhere.json", 0)]
    [InlineData("discover --config nowhere.json", 1)]
    [InlineData("read --config nowhere.json --catalog nowhere.json", 1)]
    public async Task TR1_ACommandThatDiesSaysWhy(string arguments, int exitCode)
    {
        var run = await Runs.RunAsync(arguments);

        Assert.Equal(exitCode, run.ExitCode);
        if (exitCode == 0)
        {
            Assert.Contains("nowhere.json", run.ConnectionStatus.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("nowhere.json", Assert.Single(run.Errors).GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TR1_AFailingStreamsTraceNamesItAndWhoCanMendIt()
    {
        var errors = (await Runs.Failing).Errors.ToDictionary(StreamOf, error => error.GetProperty("failure_type").GetString());

        Assert.Equal(new Dictionary<string, string?> { ["teams"] = "config_error", ["agents"] = "transient_error" }, errors);
    }

    [Fact]
    public async Task TR3_ARateLimitIsToldWithTheTimeOfItsEnd()
    {
        var limited = Assert.Single(Traces(await Runs.RateLimited, "STREAM_STATUS"), status => status.TryGetProperty("reasons", out _));

        Assert.Equal("RUNNING", limited.GetProperty("status").GetString());
        var reason = Assert.Single(limited.GetProperty("reasons").EnumerateArray());
        Assert.True(reason.GetProperty("rate_limited").GetProperty("quota_reset").GetInt64() > DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task TR4_AReadSaysHowManyRequestsItMade()
    {
        var analytics = Traces(await Runs.FullRefresh, "ANALYTICS").ToList();

        Assert.Equal(["requests", "exports_requests", "rate_limited"], analytics.Select(each => each.GetProperty("type").GetString()));
        Assert.True(int.Parse(analytics[0].GetProperty("value").GetString()!, System.Globalization.CultureInfo.InvariantCulture) >= StreamRegistry.All.Count);
    }

    [Fact]
    public async Task SP2_TheSpecIsTheFirstLineOfAProtocolThatPlatformsSpeak()
    {
        var run = await Runs.Spec;

        Assert.Equal("SPEC", TypeOf(run.Messages[0]));
        Assert.StartsWith("0.", run.Messages[0].GetProperty("spec").GetProperty("protocol_version").GetString(), StringComparison.Ordinal);
        Assert.True(run.Lines[0].Length < 2 * 1024 * 1024);
    }

    [Fact]
    public async Task C1_WhatTheUserCanMendIsOneStatusAndNoFailure()
    {
        foreach (var test in AcceptanceConfig.File.Connection.Tests)
        {
            var run = await Runs.CheckAsync(test.ConfigPath);
            Assert.Equal(0, run.ExitCode);
            Assert.Empty(run.Errors);
            Assert.Equal(test.Status == "succeed" ? "SUCCEEDED" : "FAILED", run.ConnectionStatus.GetProperty("status").GetString());
        }
    }

    [Fact]
    public async Task CA1_TheCatalogIsOneAndItsNamesAreUnique()
    {
        var names = (await Runs.StreamsAsync()).Select(AcceptanceRuns.NameOf).ToList();

        Assert.Equal(StreamRegistry.All.Select(stream => stream.Name), names);
        Assert.Distinct(names);
    }

    [Fact]
    public async Task CA2_TheCatalogIsTheSameEachTime() =>
        Assert.Equal((await Runs.Discover).Lines, (await Runs.RunAsync("discover --config config.json", ("config.json", Runs.Config()))).Lines);

    [Fact]
    public async Task CA3_CursorsAndKeysAreInTheSchemas() => Assert.All(await Runs.StreamsAsync(), stream =>
    {
        var properties = stream.GetProperty("json_schema").GetProperty("properties");
        Assert.All(stream.GetProperty("source_defined_primary_key").EnumerateArray(), path => Assert.True(properties.TryGetProperty(Assert.Single(path.EnumerateArray()).GetString()!, out _)));
        if (stream.TryGetProperty("default_cursor_field", out var cursor))
        {
            Assert.True(properties.TryGetProperty(Assert.Single(cursor.EnumerateArray()).GetString()!, out _));
        }
    });

    [Fact]
    public async Task LC1_EveryStreamStartsRunsAndCompletes()
    {
        foreach (var (run, catalog) in await CompleteReadsAsync())
        {
            Assert.All(StreamsOf(catalog), stream => Assert.Equal(["STARTED", "RUNNING", "COMPLETE"], run.Statuses(stream)));
        }
    }

    [Fact]
    public async Task LC2_AFailingStreamEndsAtOnceAndTheOthersGoOn()
    {
        var run = await Runs.Failing;
        var messages = run.Messages.ToList();
        var incomplete = messages.FindIndex(message => IsStatus(message, "teams", "INCOMPLETE"));

        // Its log and its last state come before its end; its trace after all other streams have ended.
        Assert.Contains(messages.Take(incomplete), message => TypeOf(message) == "LOG" && message.GetProperty("log").GetProperty("message").GetString()!.StartsWith("teams: incomplete.", StringComparison.Ordinal));
        Assert.Contains(messages.Take(incomplete), message => TypeOf(message) == "STATE" && StreamOf(message.GetProperty("state").GetProperty("stream")) == "teams");
        Assert.True(incomplete < messages.FindIndex(message => IsStatus(message, "agents", "INCOMPLETE")), "the stream that failed first waited for the others");
        Assert.Equal("COMPLETE", run.Statuses("tags").Last());
        Assert.NotEmpty(run.Ids("tags"));
        Assert.True(messages.FindLastIndex(message => TypeOf(message) == "TRACE" && TypeOf(message.GetProperty("trace")) == "STREAM_STATUS")
            < messages.FindIndex(message => TypeOf(message) == "TRACE" && TypeOf(message.GetProperty("trace")) == "ERROR"));
    }

    [Fact]
    public async Task LC3_OneIncompleteStreamIsAFailureOfTheSync() =>
        Assert.Equal((1, 1), ((await Runs.Failing).ExitCode, (await Runs.MissingStream).ExitCode));

    /// <remarks>The stop comes in the middle of a wait for the rate limit.</remarks>
    [Fact]
    public async Task K27_ATerminatedReadLeavesItsLastStateAndSaysSo()
    {
        var run = await TerminateInAWaitAsync();

        Assert.Equal(143, run.ExitCode);
        Assert.Equal("INCOMPLETE", run.Statuses("conversations").Last());
        Assert.Empty(run.Errors);
        Assert.Equal(run.Records("conversations").Count(), run.States("conversations").Sum(CountOf));
    }

    private Task<Run> TerminateInAWaitAsync() => Runs.ReadInTheBackgroundAsync(
        "kill -TERM $pid",
        SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"),
        new Simulator.Faults.StatusFault(429) { Path = "/v1/conversation_export", Skip = 2, Times = -1, Headers = new Dictionary<string, string> { ["Retry-After"] = "600" } });
}
