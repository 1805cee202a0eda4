using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Issues;

/// <summary>A <c>meta.next</c> of another type than text, or a <c>meta</c> that was no object, counted as the last page: the list was complete, and cut.</summary>
public sealed class AListEndsOnlyWhereItsLinkIsMissing
{
    [Theory]
    [InlineData("meta.next", "{}")]
    [InlineData("meta.next", "[$]")]
    [InlineData("meta.next", "7")]
    [InlineData("meta.next", "true")]
    [InlineData("meta.next", "\"\"")]
    [InlineData("meta", "[$]")]
    [InlineData("meta", "\"/v1/endusers\"")]
    [InlineData("meta", "0")]
    [InlineData("meta", "false")]
    public async Task AnythingElseIsAskedForAgainAndThenFailsTheStream(string member, string value)
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 0, EndUsers = 150, Months = 1 }, speed: 100);
        var catalog = SourceDixa.Catalog(ConfiguredModes.FullRefresh, "endusers");
        bench.Simulator.Faults.Add(new MemberFault(member, value) { Path = "/v1/endusers" });
        var passing = await bench.Source.ReadAsync(bench.Config(), catalog);
        bench.Simulator.Faults.Add(new MemberFault(member, value) { Path = "/v1/endusers", Times = -1 });
        var lasting = await bench.Source.ReadAsync(bench.Config(), catalog);

        Assert.True(passing.ExitCode == 0, passing.ToString());
        Assert.Equal(150, passing.Ids("endusers").Distinct().Count());
        Assert.Equal("INCOMPLETE", lasting.Statuses("endusers").Last());
        Assert.Contains("\"meta", Assert.Single(lasting.Errors).GetProperty("internal_message").GetString(), StringComparison.Ordinal);
    }

    /// <summary>What the API is documented to give whole is not followed, so a link there must not be passed over.</summary>
    [Theory]
    [InlineData("queue_members", "/v1/queues/*/members", """{"data":[],"meta":{"next":"/v1/more"}}""")]
    [InlineData("business_hours_schedules", "/v1/business-hours/schedules/*/definition", """{"data":{"schedule":{}},"meta":{"next":"/v1/more"}}""")]
    [InlineData("knowledge_articles", "/v1/knowledge/collections/*/catalog", """{"data":{},"meta":{"next":"/v1/more"}}""")]
    public async Task ALinkWhereNoneIsExpectedFailsTheStream(string stream, string path, string body)
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 5, EndUsers = 5, Months = 1 }, speed: 100);
        bench.Simulator.Faults.Add(new ReplaceBodyFault(body) { Path = path, Times = -1 });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, stream));

        Assert.Equal("INCOMPLETE", run.Statuses(stream).Last());
        Assert.Contains("goes on at another page", Assert.Single(run.Errors).GetProperty("internal_message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKeyIsSentWhole()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 0, EndUsers = 5, Months = 1 }, speed: 100);
        bench.Simulator.Faults.Add(new ReplaceBodyFault("""{"data":[{"id":"a"}],"meta":{"next":"/v1/endusers?pageKey=a#b=%3D"}}""") { Path = "/v1/endusers" });
        await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "endusers"));

        Assert.Contains(bench.Simulator.Requests.All, request => request.Query.EndsWith("pageKey=a%23b=%3D", StringComparison.Ordinal));
    }
}
