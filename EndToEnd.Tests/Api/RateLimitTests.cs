using Dixa.Connector.Harness;

namespace Dixa.Connector.Api;

/// <summary>The executable against a simulator that enforces Dixa's limits.</summary>
[Collection(LimitCollection.Name)]
public sealed class RateLimitTests(LimitedReads reads)
{
    [Fact]
    public void WithTheLimitOnNotAnExportIsMoreThanNeededAndNoneIsRefused()
    {
        var (bench, run) = (reads.Exports.Bench, reads.Exports.Run);

        // 200 days and the hours since midnight, in windows of 31 days, of either kind: four more than go at once.
        Assert.Equal(7, bench.Simulator.Requests.All.Count(request => request is { Path: "/v1/conversation_export", Status: 200 }));
        Assert.Equal(7, bench.Simulator.Requests.All.Count(request => request is { Path: "/v1/message_export", Status: 200 }));
        Assert.Equal(14, bench.Simulator.Requests.All.Count);

        // The four wait for most of a minute, and say so.
        Assert.Contains(run.Lines, line => line.Contains("\"RATE_LIMITED\"", StringComparison.Ordinal));
        Assert.Contains(Bench.Exports.SelectMany(run.States), state => state.GetProperty("sourceStats").GetProperty("recordCount").GetInt64() == 0);
    }

    [Fact]
    public void WithTheLimitOnNotAPageIsMoreThanNeededAndNoneIsRefused()
    {
        var requests = reads.Lists.Bench.Simulator.Requests.All;
        Assert.All(requests, request => Assert.Equal(200, request.Status));
        Assert.Equal(20, requests.Count(request => request.Path == "/v1/endusers"));
        Assert.Equal(24, requests.Count);
    }

    /// <remarks>Notes and ratings share the limit.</remarks>
    [Fact]
    public void ChildrenUseAtLeast95PercentOfTheLimitAndNoneIsRefused()
    {
        var simulator = reads.Children.Bench.Simulator;
        var calls = simulator.Requests.All.Where(request => request.Path.StartsWith("/v1/conversations/", StringComparison.Ordinal)).ToList();
        var conversations = simulator.Organization.Conversations;
        Assert.All(simulator.Requests.All, request => Assert.Equal(200, request.Status));
        Assert.Equal(conversations.Count(conversation => !conversation.Notes.IsEmpty) + conversations.Count(conversation => !conversation.Ratings.IsEmpty), calls.Count);
        Assert.InRange(calls.Count / (calls[^1].ArrivedAt - calls[0].ArrivedAt).TotalSeconds, 9.5, 10.5);
    }
}
