using Dixa.Connector.Harness;

namespace Dixa.Connector.Streams;

/// <summary>Streams that hang on the rows of a small list.</summary>
public sealed class ChildStreamTests
{
    [Fact]
    public async Task AColumnThatTakesARequestARowIsNotAskedForUnlessItIsSelected()
    {
        const string Without = """{"streams":[{"stream":{"name":"business_hours_schedules","json_schema":{"properties":{"id":{},"name":{}}}},"sync_mode":"full_refresh"}]}""";
        await using var bench = await Bench.StartAsync();
        var whole = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "business_hours_schedules"));
        var asked = bench.Simulator.Requests.All.Count;
        bench.Simulator.Requests.Clear();
        var pruned = await bench.Source.ReadAsync(bench.Config(), Without);

        Assert.All(whole.Records("business_hours_schedules"), schedule => Assert.True(schedule.TryGetProperty("definition", out _)));
        Assert.Equal(whole.Ids("business_hours_schedules").Count + 1, asked);
        Assert.Single(bench.Simulator.Requests.All);
        Assert.Equal(whole.Ids("business_hours_schedules"), pruned.Ids("business_hours_schedules"));
        Assert.Equal(["STARTED", "RUNNING", "COMPLETE"], pruned.Statuses("business_hours_schedules"));
    }

    [Fact]
    public async Task TheTreesOfTheKnowledgeBaseAreReadOnceForAllStreamsThatGoByThem()
    {
        await using var bench = await Bench.StartAsync();
        string[] streams = ["knowledge_categories", "knowledge_articles", "knowledge_article_translations"];
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, streams));

        var collections = bench.Simulator.Organization.Workspace.Collections.Rows;
        Assert.Equal(0, run.ExitCode);
        Assert.All(streams, stream => Assert.NotEmpty(run.Records(stream)));
        Assert.Equal(
            collections.Select(collection => $"/v1/knowledge/collections/{collection.Id}/catalog").Order(),
            bench.Simulator.Requests.All.Select(request => request.Path).Where(path => path.EndsWith("/catalog", StringComparison.Ordinal)).Order());
    }
}
