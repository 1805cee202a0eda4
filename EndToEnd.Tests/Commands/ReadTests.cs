using System.Globalization;
using Dixa.Connector.Harness;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Commands;

public sealed class ReadTests(FullRead full) : IClassFixture<FullRead>
{
    [Fact]
    public async Task AnIncrementalReadBringsEverythingOnce()
    {
        await using var bench = await Bench.StartAsync();
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, [.. Bench.Exports]));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(bench.ConversationIds(), run.Ids("conversations").Order());
        Assert.Equal(bench.MessageIds(), run.Ids("messages").Order());
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void AFullRefreshBringsEverythingOnce()
    {
        Assert.Equal(full.Bench.ConversationIds(), full.Run.Ids("conversations").Order());
        Assert.Equal(full.Bench.MessageIds(), full.Run.Ids("messages").Order());
        Assert.Empty(full.Run.Errors);
    }

    [Fact]
    public void EveryListComesOutInTheOrderOfTheApi()
    {
        var (run, workspace) = (full.Run, full.Bench.Simulator.Organization.Workspace);
        Assert.Equal(workspace.Agents.Rows.Select(agent => $"{agent.Id}"), run.Ids("agents"));
        Assert.Equal(workspace.EndUsers.Rows.Select(user => $"{user.Id}"), run.Ids("endusers"));
        Assert.Equal(workspace.Queues.Rows.Select(queue => $"{queue.Id}"), run.Ids("queues"));
        Assert.Equal(workspace.Tags.Rows.Select(tag => $"{tag.Id}"), run.Ids("tags"));
        Assert.Equal(workspace.Teams.Rows.Select(team => $"{team.Id}"), run.Ids("teams"));
        Assert.Contains(run.Records("tags"), tag => tag.GetProperty("state").GetString() == "Inactive");
    }

    /// <remarks>That each value is what its schema says, the acceptance test T34 asks.</remarks>
    [Fact]
    public void NoRecordHasAFieldThatItsSchemaLacks()
    {
        foreach (var stream in StreamRegistry.All)
        {
            var known = stream.Fields.ToHashSet();
            Assert.NotEmpty(full.Run.Records(stream.Name));
            Assert.All(full.Run.Records(stream.Name).SelectMany(record => record.EnumerateObject()), field => Assert.Contains(field.Name, known));
        }

        Assert.DoesNotContain(full.Run.Logs, log => log.Contains("which its schema does not allow", StringComparison.Ordinal));
    }

    /// <summary>A line for each stream, with its records and how it ended.</summary>
    [Fact]
    public void TheSummaryTellsOfEveryStream()
    {
        var lines = full.Run.Logs.Last().Split('\n');
        Assert.All(FullRead.Streams, stream =>
        {
            var line = Assert.Single(lines, line => line.StartsWith($"{stream} ", StringComparison.Ordinal));
            Assert.Contains($" {full.Run.Records(stream).Count().ToString("N0", CultureInfo.InvariantCulture)} ", line, StringComparison.Ordinal);
            Assert.EndsWith("complete", line.TrimEnd(), StringComparison.Ordinal);
        });
    }

    /// <remarks>The warehouse keeps the first number in <c>_sync_runs</c>, and paces its runs by the second one: its own tests know their form.</remarks>
    [Fact]
    public void TheRequestsOfAReadAreCountedInTraces()
    {
        var traces = full.Run.Messages.Where(message => message.TryGetProperty("trace", out var trace) && trace.TryGetProperty("analytics", out _)).Select(message => message.GetProperty("trace")).ToList();
        var requests = full.Bench.Simulator.Requests.All;

        Assert.All(traces, trace => Assert.Equal("ANALYTICS", trace.GetProperty("type").GetString()));
        Assert.Equal(
            [
                $$"""{"type":"requests","value":"{{requests.Count}}"}""",
                $$"""{"type":"exports_requests","value":"{{requests.Count(request => request.Path.EndsWith("_export", StringComparison.Ordinal))}}"}""",
                $$"""{"type":"rate_limited","value":"{{requests.Count(request => request.Status == 429)}}"}""",
            ],
            traces.Select(trace => trace.GetProperty("analytics").GetRawText()));
    }

    [Fact]
    public async Task TheNextSyncReadsWhatHasChangedAndTheLookback()
    {
        await using var bench = await Bench.StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, [.. Bench.Exports]);
        var config = bench.Config(change: json => json["lookback_minutes"] = 0);
        var first = await bench.Source.ReadAsync(config, catalog);
        var changes = bench.Simulator.Organization.Change(bench.Now);
        var second = await bench.Source.ReadAsync(config, catalog, first.StateFile());

        string[] changed = [.. changes.AddedConversations.Concat(changes.UpdatedConversations).Append(changes.AnonymizedConversation ?? 0).Select(id => $"{id}").Distinct().Order()];
        Assert.Equal(changed.Where(id => id != "0"), second.Ids("conversations").Order());
        Assert.Equal(bench.ConversationIds(), first.Ids("conversations").Concat(second.Ids("conversations")).Distinct().Order());
        Assert.Equal(bench.MessageIds(), first.Ids("messages").Concat(second.Ids("messages")).Order());
    }

    [Fact]
    public async Task ARowThatBecomesVisibleLateIsReadByTheLookback()
    {
        await using var bench = await Bench.StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations");
        var late = bench.Simulator.Organization.AddConversation(bench.Now.AddMinutes(-5), visibleAt: bench.Now.AddMinutes(2));
        var first = await bench.Source.ReadAsync(bench.Config(), catalog);
        await Task.Delay(TimeSpan.FromMinutes(3), bench.Clock, TestContext.Current.CancellationToken);
        var second = await bench.Source.ReadAsync(bench.Config(), catalog, first.StateFile());

        Assert.DoesNotContain($"{late.Id}", first.Ids("conversations"));
        Assert.Contains($"{late.Id}", second.Ids("conversations"));
    }

    [Fact]
    public async Task AStartInTheFutureIsAnEmptySync()
    {
        await using var bench = await Bench.StartAsync();
        var run = await bench.Source.ReadAsync(bench.Config(bench.Now.AddYears(1)), SourceDixa.Catalog(ConfiguredModes.Incremental, [.. Bench.Exports]));

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(bench.Simulator.Requests.All);
        Assert.Equal("{}", Assert.Single(run.States("conversations")).GetProperty("stream").GetProperty("stream_state").GetRawText());
        Assert.Equal(["STARTED", "RUNNING", "COMPLETE"], run.Statuses("messages"));

        // Nothing was read, so nothing is covered: with the date put right, everything comes.
        var corrected = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, [.. Bench.Exports]), run.StateFile());
        Assert.Equal(bench.ConversationIds(), corrected.Ids("conversations").Order());
    }

    /// <summary>For people: the sentence once in the log and once in the trace, and nothing of .NET.</summary>
    [Fact]
    public async Task AWrongTokenIsToldOnceAndNotForEachStream()
    {
        await using var bench = await Bench.StartAsync();
        string[] streams = [.. Bench.Exports, .. Bench.Lists, "organization"];
        var run = await bench.Source.ReadAsync(bench.Config(change: config => config["api_token"] = "not-the-token"), SourceDixa.Catalog(ConfiguredModes.FullRefresh, streams));

        const string Sentence = "does not accept the API token (401)";
        Assert.Equal(1, run.ExitCode);
        Assert.All(streams, stream => Assert.Equal("INCOMPLETE", run.Statuses(stream).Last()));
        var hosts = run.Errors.Select(error => error.GetProperty("message").GetString()).ToList();
        Assert.InRange(hosts.Count, 1, 2);
        Assert.Equal(hosts.Count * 2, run.Lines.Count(line => line.Contains(Sentence, StringComparison.Ordinal)));
        Assert.Equal(streams.Length - hosts.Count, run.Logs.Count(log => log.Contains("The reason is the same as for ", StringComparison.Ordinal)));
        Assert.All(run.Lines, line => Assert.DoesNotContain("   at ", line, StringComparison.Ordinal));
        Assert.InRange(run.Lines.Count, 1, (streams.Length * 6) + 8);
    }

    [Fact]
    public async Task WhereAnErrorCameFromIsToldAtDebug()
    {
        await using var bench = await Bench.StartAsync();
        var config = bench.Source.File("config.json", "{}");
        var run = await bench.Source.RunAsync("discover", "--config", config, "--debug");

        Assert.Contains("   at ", Assert.Single(run.Errors).GetProperty("stack_trace").GetString(), StringComparison.Ordinal);
    }
}
