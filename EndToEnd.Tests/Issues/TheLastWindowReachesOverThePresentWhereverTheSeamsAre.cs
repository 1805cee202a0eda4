using System.Globalization;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Issues;

/// <summary>
/// A seam a little ahead of the present made the window before it the last one. A conversation stamped beyond it went unseen, and the
/// next sync took its messages for older than the last sync. Found by the drawn case of seed 42089.
/// </summary>
public sealed class TheLastWindowReachesOverThePresentWhereverTheSeamsAre
{
    [Theory]
    [InlineData(-30)]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(59)]
    [InlineData(90)]
    public async Task AConversationStampedJustAheadIsReadWithItsMessages(int seamInMinutes)
    {
        await using var bench = await Bench.StartAsync(speed: 1);
        var stamped = bench.Simulator.Organization.Conversations.OrderBy(conversation => conversation.UpdatedAtMs).Last();
        bench.Simulator.Organization.UpdateConversation(stamped.Id, bench.Now.AddMinutes(40));
        var config = bench.Config(change: json =>
        {
            json["start_date"] = bench.Now.AddDays(-60).AddMinutes(seamInMinutes).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            json["window_days"] = 30;
        });
        var run = await bench.Source.ReadAsync(config, SourceDixa.Catalog(ConfiguredModes.Incremental, "conversation_messages"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Records("conversation_messages"), message => message.GetProperty("conversationId").GetInt64() == stamped.Id);
        Assert.True(bench.Simulator.Requests.All.Count(request => request.Path == "/v1/conversation_export") <= 3);
    }
}
