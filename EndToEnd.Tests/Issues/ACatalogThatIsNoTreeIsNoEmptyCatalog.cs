using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Issues;

/// <summary>
/// A collection's catalog that was something else than a tree counted as one without articles: the stream was complete, and they were
/// missing. Found by the drawn case of seed 30365.
/// </summary>
public sealed class ACatalogThatIsNoTreeIsNoEmptyCatalog
{
    private const string Path = "/v1/knowledge/collections/";

    [Theory]
    [InlineData("""{"data":[1]}""")]
    [InlineData("""{"data":"x"}""")]
    [InlineData("""{"data":{"articles":{}}}""")]
    [InlineData("""{"data":{"categories":[7]}}""")]
    [InlineData("""{"data":{"articles":[{"title":"t"}]}}""")]
    public async Task ItIsAskedForAgain(string body)
    {
        await using var bench = await Bench.StartAsync();
        var whole = await ReadAsync(bench);
        bench.Simulator.Faults.Add(new ReplaceBodyFault(body) { Path = Path, Times = 2 });
        var run = await ReadAsync(bench);

        Assert.Equal(0, run.ExitCode);
        Assert.NotEmpty(whole.Ids("knowledge_articles"));
        Assert.Equal(whole.Ids("knowledge_articles"), run.Ids("knowledge_articles"));
    }

    [Fact]
    public async Task OneThatStaysSoFailsTheStream()
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new ReplaceBodyFault("""{"data":[1]}""") { Path = Path, Times = -1 });
        var run = await ReadAsync(bench);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("INCOMPLETE", run.Statuses("knowledge_articles").Last());
        Assert.Contains("not a tree", Assert.Single(run.Errors).GetProperty("internal_message").GetString(), StringComparison.Ordinal);
    }

    private static Task<Run> ReadAsync(Bench bench) =>
        bench.Source.ReadAsync(bench.Config(bench.Now.AddDays(-2)), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "knowledge_articles"));
}
