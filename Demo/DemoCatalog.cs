using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dixa.Demo;

/// <summary>Every stream that was discovered, as a user would have it synced: changes are merged in by primary key, the rest is replaced.</summary>
public sealed class DemoCatalog(JsonElement discovered)
{
    public IReadOnlyList<CatalogStream> Streams { get; } =
        [.. discovered.GetProperty("streams").EnumerateArray().Select(stream => new CatalogStream(stream))];

    public JsonObject ToJson() => new() { ["streams"] = new JsonArray([.. Streams.Select(Configure)]) };

    private static JsonNode Configure(CatalogStream stream) => new JsonObject
    {
        ["stream"] = JsonObject.Create(stream.Discovered),
        ["sync_mode"] = stream.IsIncremental ? "incremental" : "full_refresh",
        ["destination_sync_mode"] = stream.IsIncremental ? "append_dedup" : "overwrite",
        ["cursor_field"] = stream.CursorField is null ? new JsonArray() : new JsonArray(stream.CursorField),
        ["primary_key"] = JsonArray.Create(stream.Discovered.GetProperty("source_defined_primary_key")),
    };
}
