using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Faults;

public sealed class BrokenAnswerTests
{
    private const string Exports = "/v1/conversation_export";

    public static TheoryData<string, Fault> Faults => new()
    {
        { "408", new StatusFault(408) },
        { "429", new StatusFault(429) },
        { "429 with seconds", new StatusFault(429) { Headers = RetryAfter("7") } },
        { "429 with a date", new StatusFault(429) { Headers = RetryAfter("Wed, 21 Oct 2015 07:28:00 GMT") } },
        { "500", new StatusFault(500) },
        { "502", new StatusFault(502) { Times = 2 } },
        { "503", new StatusFault(503) { Times = 3 } },
        { "504", new StatusFault(504) },
        { "reset", new ResetFault() },
        { "cut at once", new CutFault(0) },
        { "cut in the first record", new CutFault(100) },
        { "cut behind many", new CutFault(100_000) { Times = 2 } },
        { "stall", new StallFault(50_000) },
        { "drip", new DripFault(1, 10_000) },
        { "broken gzip", new BrokenGzipFault(20_000) },
        { "html", new ReplaceBodyFault("<html>busy</html>") },
        { "an object", new ReplaceBodyFault("""{"message":"busy"}""") },
        { "null", new ReplaceBodyFault("null") },
        { "nothing", new ReplaceBodyFault("") },
        { "redirect", new RedirectFault("https://elsewhere.invalid/") },
        { "slow headers", new DelayFault(400_000) },
    };

    private static Dictionary<string, string> RetryAfter(string value) => new() { ["Retry-After"] = value };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task AnExportThatBreaksIsAskedAgainAndNothingIsLostOrWrittenTwice(string name, Fault fault)
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(fault with { Path = Exports, Skip = 1 });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));

        Assert.True(run.ExitCode == 0, $"{name}: {run}");
        Assert.Equal(bench.ConversationIds(), run.Ids("conversations").Order());
        Assert.Empty(bench.Simulator.Faults.Planned);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task APageThatBreaksIsAskedAgainAndNothingIsLostOrWrittenTwice(string name, Fault fault)
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(fault with { Path = "/v1/endusers", Skip = 1 });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "endusers"));

        Assert.True(run.ExitCode == 0, $"{name}: {run}");
        Assert.Equal(bench.Simulator.Organization.Workspace.EndUsers.Rows.Select(user => $"{user.Id}"), run.Ids("endusers"));
        Assert.Empty(bench.Simulator.Faults.Planned);
    }

    [Fact]
    public async Task AWindowThatKeepsFailingIsHalvedAndItsRowsAreWrittenOnce()
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new CutFault(60_000) { Path = Exports, Times = -1, MinSpanMs = (long)TimeSpan.FromDays(5).TotalMilliseconds });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(bench.ConversationIds(), run.Ids("conversations").Order());
        Assert.Contains(run.Logs, log => log.Contains("is halved", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AWindowThatNeverComesFailsItsStreamAtTheLastWholeOneAndTheNextSyncIsComplete()
    {
        await using var bench = await Bench.StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations", "messages");
        bench.Simulator.Faults.Add(new CutFault(3_000) { Path = Exports, Skip = 2, Times = -1 });
        var broken = await bench.Source.ReadAsync(bench.Config(), catalog);

        Assert.Equal(1, broken.ExitCode);
        Assert.Equal(["STARTED", "RUNNING", "INCOMPLETE"], broken.Statuses("conversations"));
        Assert.Equal(["STARTED", "RUNNING", "COMPLETE"], broken.Statuses("messages"));
        Assert.Equal(bench.MessageIds(), broken.Ids("messages").Order());
        var error = Assert.Single(broken.Errors);
        Assert.Equal("transient_error", error.GetProperty("failure_type").GetString());
        Assert.Equal("conversations", error.GetProperty("stream_descriptor").GetProperty("name").GetString());
        Assert.Equal(broken.Records("conversations").Count(), broken.States("conversations").Sum(state => state.GetProperty("sourceStats").GetProperty("recordCount").GetInt64()));

        bench.Simulator.Faults.Clear();
        var mended = await bench.Source.ReadAsync(bench.Config(), catalog, broken.StateFile());
        Assert.Equal(0, mended.ExitCode);
        Assert.Equal(bench.ConversationIds(), broken.Ids("conversations").Concat(mended.Ids("conversations")).Distinct().Order());
    }

    [Theory]
    [InlineData(401, "config_error", "does not accept the API token")]
    [InlineData(403, "config_error", "may not read this")]
    [InlineData(400, "system_error", "refused a request as malformed")]
    public async Task WhatTryingAgainCannotMendFailsAtOnce(int status, string kind, string expected)
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new StatusFault(status) { Path = "/v1/queues", Times = -1 });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "queues", "teams"));

        var error = Assert.Single(run.Errors);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(kind, error.GetProperty("failure_type").GetString());
        Assert.Contains(expected, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Single(bench.Simulator.Requests.All, request => request.Path == "/v1/queues");
        Assert.Equal(["STARTED", "RUNNING", "COMPLETE"], run.Statuses("teams"));
        Assert.Contains("\"TRACE\"", run.Lines[^1], StringComparison.Ordinal);
    }

    public static TheoryData<Fault, string> EndlessWalks => new()
    {
        { new RepeatPageKeyFault(), "does not end" },
        { new FreshKeysFault(), "does not end" },
        { new ForeignNextFault(), "goes on at another address" },
    };

    [Theory]
    [MemberData(nameof(EndlessWalks))]
    public async Task AWalkThatLeadsInCirclesOrAwayIsCut(Fault fault, string expected)
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(fault with { Path = "/v1/endusers", Times = -1 });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "endusers"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, Assert.Single(run.Errors).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.InRange(bench.Simulator.Requests.All.Count, 1, 150);
    }

    [Fact]
    public async Task ALinkThatCannotBeFollowedIsNoCheckpoint()
    {
        await using var bench = await Bench.StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.FullRefresh, "endusers");
        bench.Simulator.Faults.Add(new ForeignNextFault { Path = "/v1/endusers", Skip = 1 });
        var broken = await bench.Source.ReadAsync(bench.Config(), catalog);
        Assert.Equal(1, broken.ExitCode);

        var mended = await bench.Source.ReadAsync(bench.Config(), catalog, broken.StateFile());
        Assert.Equal(0, mended.ExitCode);
        Assert.Equal(250, broken.Ids("endusers").Concat(mended.Ids("endusers")).Distinct().Count());
    }

    [Fact]
    public async Task AnAbsurdRetryAfterEndsInATransientErrorInsteadOfAWait()
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new StatusFault(429) { Headers = RetryAfter("9999999"), Path = Exports, Times = -1 });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("transient_error", Assert.Single(run.Errors).GetProperty("failure_type").GetString());
    }

    [Fact]
    public async Task ALongWaitIsTold()
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new StatusFault(429) { Headers = RetryAfter("45"), Path = Exports });
        var before = bench.Now;
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["STARTED", "RUNNING", "RUNNING", "COMPLETE"], run.Statuses("conversations"));
        var reason = run.Lines.Single(line => line.Contains("RATE_LIMITED", StringComparison.Ordinal));
        var reset = AirbyteMessage.Parse(reason).GetProperty("trace").GetProperty("stream_status").GetProperty("reasons")[0].GetProperty("rate_limited").GetProperty("quota_reset").GetInt64();
        Assert.InRange(reset, before.AddSeconds(45).ToUnixTimeMilliseconds(), bench.Now.ToUnixTimeMilliseconds());
    }
}
