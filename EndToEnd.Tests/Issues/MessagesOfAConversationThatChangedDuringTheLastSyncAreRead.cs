using System.Text.Json.Nodes;
using Dixa.Connector.Faults.Source;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Issues;

/// <summary>
/// A conversation that is updated while a sync reads leaves the window that it was in before that is asked for, and stood behind the
/// sync's end. The next sync took its messages for read, since they were older than the end of the last one.
/// </summary>
public sealed class MessagesOfAConversationThatChangedDuringTheLastSyncAreRead
{
    [Fact]
    public async Task ByThatSync()
    {
        var (message, first, _) = await ReadTwiceAsync(config => config.Remove("end_date"));
        Assert.Contains(message, first);
    }

    /// <summary>One with an end date can't reach to what is updated while it reads.</summary>
    [Fact]
    public async Task ByTheNextOneAfterAnEndDate()
    {
        var (message, first, second) = await ReadTwiceAsync(config => config["end_date"] = DateTimeOffset.UtcNow.AddMinutes(-5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null));
        Assert.DoesNotContain(message, first);
        Assert.Contains(message, second);
    }

    private static async Task<(string Message, IReadOnlyList<string> First, IReadOnlyList<string> Second)> ReadTwiceAsync(Action<JsonObject> changeFirst)
    {
        await using var bench = await Bench.StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, "conversation_messages");
        var organization = bench.Simulator.Organization;
        var changed = organization.Conversations.First(each => each.UpdatedAtMs < bench.Now.AddDays(-35).ToUnixTimeMilliseconds() && !each.Messages.IsEmpty);
        bench.Simulator.Faults.Add(new MomentFault(() => organization.UpdateConversation(changed.Id, bench.Now)) { Path = "/v1/conversation_export" });
        var first = await bench.Source.ReadAsync(bench.Config(change: changeFirst), catalog);
        var second = await bench.Source.ReadAsync(bench.Config(), catalog, first.StateFile());

        var (firstIds, secondIds) = (first.Ids("conversation_messages"), second.Ids("conversation_messages"));
        Assert.Equal(bench.MessageIds(), firstIds.Concat(secondIds).Distinct().Order());
        return ($"{changed.Messages[0].Id}", firstIds, secondIds);
    }
}
