using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Faults;

/// <summary>Whatever a server writes into <c>Retry-After</c>: a wait that ends, or an error, and never a row less.</summary>
public sealed class RetryAfterTests
{
    private const string Exports = "/v1/conversation_export";

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("00000000007")]
    [InlineData("120")]
    [InlineData("-1")]
    [InlineData("-9223372036854775809")]
    [InlineData("1000000000000000000000000000000")]
    [InlineData("1e3")]
    [InlineData("1.5")]
    [InlineData(" ")]
    [InlineData("soon")]
    [InlineData("2147483648")]
    [InlineData("5, 10")]
    [InlineData("5\n10")]
    [InlineData("soon\n7")]
    [InlineData("7\nsoon")]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT")]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT, 7")]
    [InlineData("Wed, 99 Oct 2015 07:28:00 GMT")]
    [InlineData("Sat, 01 Jan 0001 00:00:00 GMT")]
    [InlineData("2015-10-21T07:28:00Z")]
    public async Task AWaitEndsAndNothingIsLost(string value)
    {
        foreach (var status in new[] { 429, 503 })
        {
            await using var bench = await StartAsync();
            bench.Simulator.Faults.Add(Refusal(status, value));
            var before = bench.Now;
            var run = await ReadAsync(bench);

            Assert.True(run.ExitCode == 0, $"{status} {value}: {run}");
            Assert.Equal(bench.ConversationIds(), run.Ids("conversations").Order());
            Assert.InRange((bench.Now - before).TotalSeconds, 1, 600);
        }
    }

    [Theory]
    [InlineData("3600")]
    [InlineData("2147483647")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task AWaitThatNobodyWouldSitThroughIsAnError(string value)
    {
        await using var bench = await StartAsync();
        bench.Simulator.Faults.Add(Refusal(429, value) with { Times = -1 });
        var run = await ReadAsync(bench);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("transient_error", Assert.Single(run.Errors).GetProperty("failure_type").GetString());
    }

    /// <summary>A server that is away says when it will be back, and is not believed beyond a minute: the budget of tries ends it.</summary>
    [Fact]
    public async Task AnOutageIsNotWaitedForLongerThanItsBudget()
    {
        await using var bench = await StartAsync();
        bench.Simulator.Faults.Add(Refusal(503, "Fri, 31 Dec 9999 23:59:59 GMT") with { Times = 3 });
        var run = await ReadAsync(bench);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(bench.ConversationIds(), run.Ids("conversations").Order());
    }

    private static StatusFault Refusal(int status, string value) =>
        new(status) { Path = Exports, Headers = new Dictionary<string, string> { ["Retry-After"] = value } };

    private static Task<Bench> StartAsync() =>
        Bench.StartAsync(new SimulatorOptions { Conversations = 5, EndUsers = 5, Months = 1 }, speed: 100);

    private static Task<Run> ReadAsync(Bench bench) =>
        bench.Source.ReadAsync(bench.Config(bench.Now.AddDays(-35)), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));
}
