using System.Text;
using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Catalogs;

public sealed class ConfiguredCatalogTests
{
    [Theory]
    [InlineData("nonsense", "The catalog is no JSON")]
    [InlineData("[]", "The catalog has no list of streams")]
    [InlineData("""{"streams": [{}]}""", "A stream of the catalog has no name")]
    [InlineData("""{"streams": [{"stream": {"name": "a"}, "destination_sync_mode": "INVALID"}]}""", "The stream a asks for the destination sync mode INVALID")]
    [InlineData("""{"streams": [{"stream": {"name": "a"}, "destination_sync_mode": "append_dedup"}]}""", "The stream a shall be deduplicated, but the catalog gives it no primary key")]
    [InlineData("""{"streams": [{"stream": {"name": "a"}, "destination_sync_mode": "append_dedup", "primary_key": [["b", "c"]]}]}""", "The primary key of the stream a has b.c, which lies within an object")]
    [InlineData("""{"streams": [{"stream": {"name": "a"}}, {"stream": {"name": "a"}}]}""", "The catalog has the stream a twice")]
    public void ACatalogThatCannotBeFollowedSaysWhy(string json, string expected)
    {
        var error = Assert.Throws<WarehouseException>(() => Parse(json));
        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(FailureKind.Configuration, error.Kind);
    }

    [Fact]
    public void NullIsAsGoodAsAbsent()
    {
        var stream = Assert.Single(Parse("""{"streams": [{"stream": {"name": "a", "namespace": null, "json_schema": null, "source_defined_primary_key": null}, "destination_sync_mode": null, "cursor_field": null, "primary_key": null, "generation_id": null}]}""").Streams);

        Assert.Equal(new StreamName(null, "a"), stream.Name);
        Assert.False(stream.IsDeduplicated);
        Assert.Null(stream.GenerationId);
    }

    [Fact]
    public void TheSourcesKeyAndCursorServeWhereTheCatalogHasNoOthers()
    {
        var stream = Assert.Single(Parse("""{"streams": [{"stream": {"name": "a", "source_defined_primary_key": [["id"]], "default_cursor_field": ["at"]}, "destination_sync_mode": "append_dedup"}]}""").Streams);

        Assert.Equal(["id"], stream.Key);
        Assert.Equal("at", stream.Cursor);
    }

    [Fact]
    public void AStreamOfTheHarnessIsOne() => Assert.Single(Parse(Some.Catalog(Some.Stream("a", "{}", "append_dedup", key: "id", cursor: "at"))).Streams);

    private static ConfiguredCatalog Parse(string json) => ConfiguredCatalog.Parse(Encoding.UTF8.GetBytes(json));
}
