using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Faults;

/// <summary>The clock of the machine and Dixa's clock are two clocks: whether a row can exist yet is for Dixa's to say.</summary>
public sealed class ClockSkewTests
{
    private static readonly string[] Streams = ["conversations", "messages", "activity_logs", "conversation_details", "conversation_messages", "enduser_details"];

    /// <summary>Hours ahead, in one window; days ahead, so that whole windows lie where Dixa has not been.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(75)]
    public async Task WhatHappensWhileOurClockIsAheadComesOutInTheNextSync(int hoursAhead)
    {
        await using var bench = await StartAsync();
        bench.SetSourceAhead(TimeSpan.FromHours(hoursAhead));
        var catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, Streams);
        var config = Config(bench);
        var first = await bench.Source.ReadAsync(config, catalog);
        var seen = bench.Simulator.Organization.Conversations.Count;
        var changes = bench.Simulator.Organization.Change(bench.Now);
        var second = await bench.Source.ReadAsync(config, catalog, first.StateFile());

        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.True(bench.Simulator.Organization.Conversations.Count > seen);
        Assert.Equal(bench.ConversationIds(), Both("conversations"));
        Assert.Equal(bench.MessageIds(), Both("messages"));
        Assert.Equal(bench.ConversationIds(), Both("conversation_details"));
        Assert.Equal(bench.MessageIds(), Both("conversation_messages"));
        Assert.Subset(second.Ids("conversations").ToHashSet(), changes.UpdatedConversations.Select(id => $"{id}").ToHashSet());
        Assert.Subset(second.Ids("conversation_details").ToHashSet(), changes.UpdatedConversations.Select(id => $"{id}").ToHashSet());
        Assert.Contains($"{changes.ChangedEndUser}", second.Ids("enduser_details"));
        Assert.Subset(
            second.Records("activity_logs").Select(entry => entry.GetProperty("conversationId").ToString()).ToHashSet(),
            changes.AddedConversations.Select(id => $"{id}").ToHashSet());

        IEnumerable<string> Both(string stream) => first.Ids(stream).Concat(second.Ids(stream)).Distinct().Order();
    }

    [Fact]
    public async Task NoWatermarkPassesTheClockOfDixa()
    {
        await using var bench = await StartAsync();
        bench.SetSourceAhead(TimeSpan.FromHours(75));
        var run = await bench.Source.ReadAsync(Config(bench), SourceDixa.Catalog(ConfiguredModes.Incremental, Streams));

        var now = bench.Now.ToUnixTimeMilliseconds();
        Assert.All(Streams, stream => Assert.All(run.States(stream), state => Assert.InRange(CursorOf(state), 0, now)));

        // Nor do two states come alike with records between them: only the end may repeat what the last window said.
        foreach (var stream in Streams)
        {
            var states = run.States(stream).Select(state => state.GetProperty("stream").GetRawText()).ToList();
            Assert.Equal(states.Count, states.Distinct().Count() + (states.SkipLast(1).LastOrDefault() == states[^1] ? 1 : 0));
        }
    }

    [Fact]
    public async Task WhatHappensWhileOurClockIsBehindComesOutWhenItGetsThere()
    {
        await using var bench = await StartAsync();
        bench.SetSourceAhead(TimeSpan.FromHours(-3));
        var catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations");
        bench.Simulator.Organization.Change(bench.Now);
        var first = await bench.Source.ReadAsync(Config(bench), catalog);
        bench.SetSourceAhead(TimeSpan.Zero);
        var second = await bench.Source.ReadAsync(Config(bench), catalog, first.StateFile());

        Assert.NotEmpty(second.Ids("conversations"));
        Assert.Equal(bench.ConversationIds(), first.Ids("conversations").Concat(second.Ids("conversations")).Order());
    }

    [Theory]
    [InlineData(3, "ahead of")]
    [InlineData(-3, "behind")]
    public async Task AWrongClockIsToldOnceForEachHost(int hoursAhead, string expected)
    {
        await using var bench = await StartAsync();
        bench.SetSourceAhead(TimeSpan.FromHours(hoursAhead));
        var run = await bench.Source.ReadAsync(Config(bench), SourceDixa.Catalog(ConfiguredModes.Incremental, Streams));

        var told = run.Logs.Where(log => log.StartsWith("The clock here is ", StringComparison.Ordinal)).ToList();
        Assert.Single(told, log => log.Contains("Exports API", StringComparison.Ordinal));
        Assert.Single(told, log => log.Contains("Dixa API", StringComparison.Ordinal));
        Assert.All(told, log => Assert.Contains($"{expected} the clock of", log, StringComparison.Ordinal));
        Assert.All(told, log => Assert.InRange(TimeSpan.Parse(Regex.Match(log, @"\d+:\d\d:\d\d").Value, CultureInfo.InvariantCulture).TotalMinutes, 178, 182));
    }

    [Fact]
    public async Task ARightClockIsNotTold()
    {
        await using var bench = await StartAsync();
        var run = await bench.Source.ReadAsync(Config(bench), SourceDixa.Catalog(ConfiguredModes.Incremental, Streams));

        Assert.DoesNotContain(run.Logs, log => log.Contains("The clock here is ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AStateFromTheFutureIsTold()
    {
        await using var bench = await StartAsync();
        var cursor = bench.Now.AddHours(5).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var run = await bench.Source.ReadAsync(
            Config(bench),
            SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations", "conversation_details"),
            """{"conversations":{"updated_at":$},"conversation_details":{"conversation_updated_at":$}}""".Replace("$", cursor, StringComparison.Ordinal));

        Assert.Equal(0, run.ExitCode);
        Assert.Single(run.Logs, log => log.StartsWith("conversations: its state", StringComparison.Ordinal) && log.Contains("in the future", StringComparison.Ordinal));
        Assert.Single(run.Logs, log => log.StartsWith("conversation_details: its state", StringComparison.Ordinal) && log.Contains("in the future", StringComparison.Ordinal));
    }

    /// <summary>An answer that took minutes was put together from what there was when it was asked for.</summary>
    [Fact]
    public async Task AnAnswerIsAsOldAsItsRequest()
    {
        await using var bench = await StartAsync();
        bench.SetSourceAhead(TimeSpan.FromHours(3));
        bench.Simulator.Faults.Add(new DelayFault(120_000) { Path = "/v1/conversation_export" });
        var before = bench.Now;
        var config = bench.Config(bench.Now.AddDays(-2), json => json["lookback_minutes"] = 0);
        var run = await bench.Source.ReadAsync(config, SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));

        // Dixa's time is known to the second, and the earlier end of it is taken.
        Assert.InRange(CursorOf(run.States("conversations").Last()), before.AddSeconds(-1).ToUnixTimeMilliseconds(), bench.Now.AddMinutes(-2).ToUnixTimeMilliseconds());
    }

    private static Task<Bench> StartAsync() => Bench.StartAsync(new SimulatorOptions { Conversations = 60, EndUsers = 30, Months = 1 });

    private static string Config(Bench bench) => bench.Config(bench.Now.AddDays(-35), config =>
    {
        config["lookback_minutes"] = 0;
        config["window_days"] = 1;
    });

    private static long CursorOf(JsonElement state)
    {
        var cursor = state.GetProperty("stream").GetProperty("stream_state").EnumerateObject().First().Value;
        return cursor.ValueKind == JsonValueKind.Number ? cursor.GetInt64() : cursor.GetDateTimeOffset().ToUnixTimeMilliseconds();
    }
}
