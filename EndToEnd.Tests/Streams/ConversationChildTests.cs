using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Data;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Streams;

/// <summary>Streams that hang on the conversations that changed.</summary>
public sealed class ConversationChildTests
{
    private static readonly string[] Children =
        ["conversation_details", "conversation_messages", "conversation_notes", "conversation_ratings", "linked_conversations", "enduser_details"];

    [Fact]
    public async Task TheyShareOneExportAndAskOnlyWhereThereIsSomething()
    {
        await using var bench = await Bench.StartAsync();
        var run = await bench.Source.ReadAsync(bench.Config(bench.Now.AddDays(-100)), SourceDixa.Catalog(ConfiguredModes.Incremental, Children));

        var conversations = bench.Simulator.Organization.Conversations;
        var paths = bench.Simulator.Requests.All.Select(request => request.Path).ToList();
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(4, paths.Count(path => path == "/v1/conversation_export"));
        AssertAsked(paths, "notes", conversations.Where(conversation => !conversation.Notes.IsEmpty));
        AssertAsked(paths, "ratings", conversations.Where(conversation => !conversation.Ratings.IsEmpty));
        AssertAsked(paths, "messages", conversations.Where(conversation => !conversation.Messages.IsEmpty));
        AssertAsked(paths, "linked", conversations);
        Assert.Equal(conversations.Select(conversation => conversation.RequesterId).Distinct().Count(), paths.Count(path => path.StartsWith("/v1/endusers/", StringComparison.Ordinal)));
        Assert.Equal(bench.ConversationIds(), run.Ids("conversation_details").Order());
        Assert.Equal(bench.MessageIds(), run.Ids("conversation_messages").Order());
        Assert.Equal(conversations.Sum(conversation => conversation.Notes.Length), run.Records("conversation_notes").Count());
    }

    [Fact]
    public async Task KeysAreUniqueAndRowsCarryTheirConversation()
    {
        await using var bench = await Bench.StartAsync();
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, Children));

        foreach (var stream in Children.Select(name => StreamRegistry.Find(name)!))
        {
            var keys = run.Records(stream.Name).Select(record => string.Join('|', stream.PrimaryKey.Select(field => record.GetProperty(field).ToString()))).ToList();
            Assert.NotEmpty(keys);
            Assert.Equal(keys.Count, keys.Distinct().Count());
        }

        var updates = bench.Simulator.Organization.Conversations.ToDictionary(conversation => conversation.Id, conversation => conversation.UpdatedAtMs);
        Assert.All(
            run.Records("conversation_messages"),
            message => Assert.Equal(updates[message.GetProperty("conversationId").GetInt64()], message.GetProperty("conversation_updated_at").GetInt64()));
        Assert.Contains(run.Records("conversation_ratings"), rating => rating.GetProperty("ordinal").GetInt32() > 0);
    }

    [Fact]
    public async Task TheNextSyncAsksForWhatChanged()
    {
        await using var bench = await Bench.StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, "conversation_details", "conversation_messages");
        var config = bench.Config(change: json => json["lookback_minutes"] = 0);
        var first = await bench.Source.ReadAsync(config, catalog);
        var changes = bench.Simulator.Organization.Change(bench.Now);
        var second = await bench.Source.ReadAsync(config, catalog, first.StateFile());

        string[] changed = [.. changes.AddedConversations.Concat(changes.UpdatedConversations).Append(changes.AnonymizedConversation!.Value).Select(id => $"{id}").Distinct().Order()];
        Assert.Equal(changed, second.Ids("conversation_details").Order());
        Assert.Equal(bench.MessageIds(), first.Ids("conversation_messages").Concat(second.Ids("conversation_messages")).Distinct().Order());
    }

    [Theory]
    [InlineData("conversation_details", 1)]
    [InlineData("conversation_details", 30)]
    [InlineData("conversation_details", 249)]
    [InlineData("conversation_details", 777)]
    [InlineData("conversation_details", 1_480)]
    [InlineData("enduser_details", 30)]
    [InlineData("enduser_details", 777)]
    [InlineData("enduser_details", 1_099)]
    public async Task AfterAKillLessThanFivePercentIsReadTwiceAndNothingIsLost(string stream, int records)
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 1_500, EndUsers = 5_000, Months = 3 });
        var config = bench.Config();
        var catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, stream);
        using var process = bench.Source.StartRead(bench.Config(change: json => json["api_requests_per_second"] = 30), catalog);
        var seen = 0;
        process.OnLine = line =>
        {
            seen += line.StartsWith("{\"type\":\"RECORD\"", StringComparison.Ordinal) ? 1 : 0;
            if (seen == records)
            {
                process.Kill();
            }
        };
        var killed = await process.EndAsync();
        var second = await bench.Source.ReadAsync(config, catalog, killed.StateFile());

        var conversations = bench.Simulator.Organization.Conversations;
        var expected = (stream == "enduser_details" ? conversations.Select(conversation => $"{conversation.RequesterId}") : bench.ConversationIds()).Distinct().Order().ToList();
        List<string> both = [.. killed.Ids(stream), .. second.Ids(stream)];
        Assert.Equal(137, killed.ExitCode);
        Assert.Equal(expected, both.Distinct().Order());
        Assert.InRange((both.Count - expected.Count) / (double)expected.Count, 0, 0.05);
    }

    [Fact]
    public async Task AnEndUserOfManyConversationsIsAskedForOnce()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 300, EndUsers = 20, Months = 3 });
        var run = await bench.Source.ReadAsync(bench.Config(change: json => json["window_days"] = 7), SourceDixa.Catalog(ConfiguredModes.Incremental, "enduser_details"));

        var latest = bench.Simulator.Organization.Conversations.GroupBy(conversation => conversation.RequesterId).ToDictionary(
            group => $"{group.Key}", group => group.Max(conversation => conversation.UpdatedAtMs));
        Assert.Equal(latest.Keys.Order(), run.Ids("enduser_details").Order());
        Assert.All(
            run.Records("enduser_details"),
            user => Assert.Equal(latest[user.GetProperty("id").GetString()!], user.GetProperty("conversation_updated_at").GetInt64()));
    }

    [Fact]
    public async Task ADeletedConversationIsSkippedAndAForbiddenStreamFailsAlone()
    {
        await using var bench = await Bench.StartAsync();
        var gone = bench.Simulator.Organization.Conversations[0].Id;
        bench.Simulator.Faults.Add(new StatusFault(404) { Path = $"/v1/conversations/{gone}", Times = -1 });
        bench.Simulator.Faults.Add(new StatusFault(403) { Path = "/v1/templates", Times = -1 });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "conversation_details", "templates", "team_members"));

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain($"{gone}", run.Ids("conversation_details"));
        Assert.Equal("COMPLETE", run.Statuses("conversation_details").Last());
        Assert.Equal("COMPLETE", run.Statuses("team_members").Last());
        Assert.Equal("INCOMPLETE", run.Statuses("templates").Last());
        Assert.Contains("may not read this", Assert.Single(run.Errors).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains(run.Logs, log => log.Contains("deleted meanwhile and are skipped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TimesAreRfc3339WhereTheyAreTimesAndTextsAreLeftAlone()
    {
        await using var bench = await Bench.StartAsync();
        var run = await bench.Source.ReadAsync(
            bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "conversation_messages", "activity_logs", "agent_presence"));

        Assert.All(run.Records("conversation_messages"), message => Assert.EndsWith("Z", message.GetProperty("createdAt").GetString(), StringComparison.Ordinal));
        Assert.All(run.Records("activity_logs"), entry => Assert.EndsWith("Z", entry.GetProperty("activityTimestamp").GetString(), StringComparison.Ordinal));
        Assert.All(run.Records("agent_presence"), presence => Assert.EndsWith("Z", presence.GetProperty("requestTime").GetString(), StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("\"conversation_messages\"", StringComparison.Ordinal) && line.Contains("Z[GMT]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SecretsOfWebhooksStayInTheConnector()
    {
        await using var bench = await Bench.StartAsync();
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "webhooks"));

        Assert.NotEmpty(run.Records("webhooks"));
        Assert.All(run.Records("webhooks"), webhook => Assert.DoesNotContain(webhook.EnumerateObject(), field => field.Name is "secretKey" or "headers"));
    }

    private static void AssertAsked(List<string> paths, string child, IEnumerable<Conversation> expected) => Assert.Equal(
        expected.Select(conversation => $"/v1/conversations/{conversation.Id}/{child}").Order(),
        paths.Where(path => path.StartsWith("/v1/conversations/", StringComparison.Ordinal) && path.EndsWith($"/{child}", StringComparison.Ordinal)).Order());
}
