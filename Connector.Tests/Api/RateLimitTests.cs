using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Access;

namespace Dixa.Connector.Api;

/// <summary>The executable against a simulator that enforces Dixa's limits.</summary>
[Collection(QuietCollection.Name)]
public sealed class RateLimitTests
{
    /// <remarks>
    /// Twice as fast as real, no faster: what is left for the way of a request shrinks with it. A machine with busy cores was seen
    /// to hold requests up for a third of a second, which at eight times the speed is as long as <see cref="HostProfile.Settle"/>.
    /// </remarks>
    [Fact]
    public async Task WithTheLimitOnNotAnExportIsMoreThanNeededAndNoneIsRefused()
    {
        await using var bench = await Bench.StartAsync(limits: new RateLimits(), speed: 2);
        var run = await bench.Source.ReadAsync(bench.Config(bench.Now.AddDays(-200)), SourceDixa.Catalog(ConfiguredModes.FullRefresh, [.. Bench.Exports]));

        // 200 days and the hours since midnight, in windows of 31 days, of either kind: four more than go at once.
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(7, bench.Simulator.Requests.All.Count(request => request is { Path: "/v1/conversation_export", Status: 200 }));
        Assert.Equal(7, bench.Simulator.Requests.All.Count(request => request is { Path: "/v1/message_export", Status: 200 }));
        Assert.Equal(14, bench.Simulator.Requests.All.Count);

        // The four wait for most of a minute, and say so.
        Assert.Contains(run.Lines, line => line.Contains("\"RATE_LIMITED\"", StringComparison.Ordinal));
        Assert.Contains(Bench.Exports.SelectMany(run.States), state => state.GetProperty("sourceStats").GetProperty("recordCount").GetInt64() == 0);
    }

    [Fact]
    public async Task WithTheLimitOnNotAPageIsMoreThanNeededAndNoneIsRefused()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 0, EndUsers = 1_950 }, new RateLimits(), speed: 1);
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, [.. Bench.Lists]));

        Assert.Equal(0, run.ExitCode);
        Assert.All(bench.Simulator.Requests.All, request => Assert.Equal(200, request.Status));
        Assert.Equal(20, bench.Simulator.Requests.All.Count(request => request.Path == "/v1/endusers"));
        Assert.Equal(24, bench.Simulator.Requests.All.Count);
    }

    /// <remarks>Notes and ratings share the limit. At the real speed, so that a busy machine does not eat up the margins.</remarks>
    [Fact]
    public async Task ChildrenUseAtLeast95PercentOfTheLimitAndNoneIsRefused()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 250, EndUsers = 100, Months = 1 }, new RateLimits(), speed: 1);
        var run = await bench.Source.ReadAsync(
            bench.Config(bench.Now.AddDays(-31)), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversation_notes", "conversation_ratings"));

        var calls = bench.Simulator.Requests.All.Where(request => request.Path.StartsWith("/v1/conversations/", StringComparison.Ordinal)).ToList();
        var conversations = bench.Simulator.Organization.Conversations;
        Assert.Equal(0, run.ExitCode);
        Assert.All(bench.Simulator.Requests.All, request => Assert.Equal(200, request.Status));
        Assert.Equal(conversations.Count(conversation => !conversation.Notes.IsEmpty) + conversations.Count(conversation => !conversation.Ratings.IsEmpty), calls.Count);
        Assert.InRange(calls.Count / (calls[^1].ArrivedAt - calls[0].ArrivedAt).TotalSeconds, 9.5, 10.5);
    }
}
