namespace Dixa.Connector.Api;

/// <summary>Four connectors on one token, none of which knows of the others: all finish, and little of the limit is left unused.</summary>
[Collection(LimitCollection.Name)]
public sealed class SharedLimitTests(LimitedReads reads)
{
    [Fact]
    public void FourConnectorsGet90PercentOfTheExports()
    {
        var runs = reads.SharedExports.Runs;
        Assert.All(runs, run => Assert.Equal(runs[0].Ids("conversations").Order(), run.Ids("conversations").Order()));
        var let = reads.SharedExports.Bench.Simulator.Requests.All.Where(request => request.Status == 200).ToList();
        Assert.Equal(LimitedReads.Connectors * 13, let.Count);

        // Ten at once, and ten more with each minute that ends.
        var ideal = TimeSpan.FromMinutes((let.Count - 1) / 10);
        Assert.InRange((let[^1].ArrivedAt - let[0].ArrivedAt) * 0.9, TimeSpan.Zero, ideal);
    }

    [Fact]
    public void FourConnectorsGet90PercentOfTheApi()
    {
        var bench = reads.SharedApi.Bench;
        Assert.All(reads.SharedApi.Runs, run => Assert.Equal(bench.ConversationIds(), run.Ids("conversation_details").Order()));
        var calls = bench.Simulator.Requests.All.Where(request => request.Path.StartsWith("/v1/conversations/", StringComparison.Ordinal)).ToList();
        var let = calls.Where(request => request.Status == 200).ToList();
        Assert.Equal(LimitedReads.Connectors * 150, let.Count);
        Assert.InRange(let.Count / (let[^1].ArrivedAt - let[0].ArrivedAt).TotalSeconds, 9, 10.5);
        Assert.InRange(calls.Count - let.Count, 1, let.Count / 2);
    }
}
