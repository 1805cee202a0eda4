using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Connector.Streams;
using Dixa.Demo;
using Dixa.Simulator;
using Dixa.Simulator.Generation;
using Dixa.Simulator.Http;

namespace Dixa.Connector.Demo;

/// <summary>What the demo takes for whole, and what not.</summary>
public sealed class AuditTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Organization _organization = OrganizationGenerator.Generate(new SimulatorOptions { Conversations = 30, EndUsers = 20, Months = 1 }, Now);
    private readonly Audit _audit;

    public AuditTests() => _audit = new Audit(_organization);

    [Fact]
    public void EveryStreamIsComparedWithSomething() => Assert.All(StreamRegistry.All, stream => Assert.NotNull(StreamOrigins.Of(stream.Name)));

    [Fact]
    public void EveryPathOfTheApisBelongsToAStream() => Assert.All(ResourceTable.All, resource => Assert.NotNull(StreamOrigins.StreamAt(resource.Path)));

    [Fact]
    public void ARequestThatNoStreamReadsIsAProblem()
    {
        var requests = new LoggedRequest[] { new("GET", "/v1/tags", "", Now) { Route = "/v1/tags" }, new("GET", "/v1/tag", "", Now) };
        Assert.Contains("/v1/tag was asked for", Assert.Single(Read("tags", Rows("tags"), requests: requests)), StringComparison.Ordinal);
    }

    /// <remarks>What judges the connector must not be made of it.</remarks>
    [Fact]
    public void TheSimulatorKnowsNothingOfTheConnector() =>
        Assert.DoesNotContain(typeof(SimulatorServer).Assembly.GetReferencedAssemblies(), assembly => assembly.Name is "source-dixa" or "dixa-demo");

    [Theory]
    [InlineData("conversations")]
    [InlineData("tags")]
    public void RowsThatAreAllThereAreWell(string stream) => Assert.Empty(Read(stream, Rows(stream)));

    [Theory]
    [InlineData("conversations")]
    [InlineData("tags")]
    public void ARowThatIsMissingIsAProblem(string stream) =>
        Assert.Contains("1 are missing and 0 have other values; 0 are not", Assert.Single(Read(stream, Rows(stream).Skip(1))), StringComparison.Ordinal);

    [Theory]
    [InlineData("conversations", "subject")]
    [InlineData("tags", "name")]
    public void AnotherValueIsAProblem(string stream, string field)
    {
        var rows = Rows(stream);
        rows[3][field] = "another";

        Assert.Contains("0 are missing and 1 have other values; 0 are not", Assert.Single(Read(stream, rows)), StringComparison.Ordinal);
    }

    [Fact]
    public void ARowThatNobodyHasIsAProblem()
    {
        var rows = Rows("tags");
        rows.Add(new JsonObject { ["id"] = "invented" });

        Assert.Contains("1 are not in the simulator", Assert.Single(Read("tags", rows)), StringComparison.Ordinal);
    }

    [Fact]
    public void ARowThatComesTwiceIsAProblem() =>
        Assert.Contains("1 records came more than once", Assert.Single(Read("tags", Rows("tags").Append(Rows("tags")[0]))), StringComparison.Ordinal);

    /// <remarks>A queue that is renamed changes no conversation's time of update, so no incremental read brings its new name.</remarks>
    [Fact]
    public void AnIncrementalReadOwesOnlyWhatItsCursorShows()
    {
        var before = Rows("conversations");
        var without = new Audit(_organization);
        Assert.Empty(Read("conversations", before));
        Assert.Empty(Read("conversations", before, without));
        _organization.Edit(workspace => workspace with { Queues = workspace.Queues.With(workspace.Queues.Rows[0] with { Name = "Renamed" }) });
        _organization.UpdateConversation(30_003, Now.AddMinutes(1));
        var after = Rows("conversations");

        Assert.True(before.Zip(after).Count(pair => !JsonNode.DeepEquals(pair.First, pair.Second)) > 1);
        Assert.Empty(Read("conversations", after.Where(row => row["id"]!.GetValue<long>() == 30_003)));
        Assert.Contains("1 have other values", Assert.Single(Read("conversations", [], without)), StringComparison.Ordinal);
    }

    private List<JsonObject> Rows(string stream) =>
        [.. StreamOrigins.Of(stream)!.Rows(new Holdings(_organization, Now.AddHours(1), new ReadTally(Catalog(stream)))).Select(row => JsonObject.Create(row.Data)!)];

    private IReadOnlyList<string> Read(string stream, IEnumerable<JsonObject> rows, Audit? audit = null, IReadOnlyList<LoggedRequest>? requests = null)
    {
        var tally = new ReadTally(Catalog(stream));
        foreach (var row in rows)
        {
            tally.Observe(JsonSerializer.SerializeToElement(new { type = "RECORD", record = new { stream, data = row } }));
        }

        tally.Observe(JsonSerializer.SerializeToElement(
            new { type = "TRACE", trace = new { stream_status = new { status = "COMPLETE", stream_descriptor = new { name = stream } } } }));
        return (audit ?? _audit).Of(new ReadRun(new CommandRun("read", new Transcript(), TimeSpan.Zero, requests ?? []), tally), Now.AddHours(1));
    }

    private static DemoCatalog Catalog(string stream)
    {
        var definition = StreamRegistry.Find(stream)!;
        return new DemoCatalog(JsonSerializer.SerializeToElement(new
        {
            streams = new[]
            {
                new
                {
                    name = stream,
                    json_schema = new { },
                    supported_sync_modes = definition.Kind.IsIncremental ? new[] { "full_refresh", "incremental" } : ["full_refresh"],
                    source_defined_primary_key = new[] { definition.PrimaryKey },
                },
            },
        }));
    }
}
