using Dixa.Connector.Faults.Properties;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Issues;

/// <summary>
/// A conversation that is updated while a sync reads moves behind the sync's end before its window is asked for. The next sync took
/// its messages for read, since they were older than the end of the last one.
/// </summary>
public sealed class MessagesOfAConversationThatChangedDuringTheLastSyncAreRead
{
    [Fact]
    public async Task HoweverOldTheyAre()
    {
        await using var bench = await Bench.StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, "conversation_messages");
        var organization = bench.Simulator.Organization;
        var changed = organization.Conversations.First(each => each.UpdatedAtMs < bench.Now.AddDays(-30).ToUnixTimeMilliseconds() && !each.Messages.IsEmpty);
        bench.Simulator.Faults.Add(new MomentFault(() => organization.UpdateConversation(changed.Id, bench.Now)) { Path = "/v1/conversation_export" });
        var first = await bench.Source.ReadAsync(bench.Config(), catalog);
        Assert.DoesNotContain($"{changed.Messages[0].Id}", first.Ids("conversation_messages"));

        var second = await bench.Source.ReadAsync(bench.Config(), catalog, first.StateFile());

        Assert.Equal(bench.MessageIds(), first.Ids("conversation_messages").Concat(second.Ids("conversation_messages")).Distinct().Order());
    }
}
