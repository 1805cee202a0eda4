namespace Dixa.Connector.Api;

/// <summary>Four connectors on one token, none of which knows of the others: each gets every row. How much of the limit they use is for <see cref="SharedRateTests"/>, on a clock.</summary>
[Collection(LimitCollection.Name)]
public sealed class SharedLimitTests(LimitedReads reads)
{
    [Fact]
    public void FourConnectorsGetEveryConversation()
    {
        var runs = reads.SharedExports.Runs;
        Assert.All(runs, run => Assert.Equal(runs[0].Ids("conversations").Order(), run.Ids("conversations").Order()));
        var let = reads.SharedExports.Bench.Simulator.Requests.All.Where(request => request.Status == 200).ToList();
        Assert.Equal(LimitedReads.Connectors * 13, let.Count);
    }

    [Fact]
    public void FourConnectorsGetEveryChild()
    {
        var bench = reads.SharedApi.Bench;
        Assert.All(reads.SharedApi.Runs, run => Assert.Equal(bench.ConversationIds(), run.Ids("conversation_details").Order()));
        Assert.Equal(
            LimitedReads.Connectors * 150,
            bench.Simulator.Requests.All.Count(request => request.Status == 200 && request.Path.StartsWith("/v1/conversations/", StringComparison.Ordinal)));
    }
}
