using System.Text.Json;

namespace Dixa.Demo;

/// <summary>A stream as discovered, and how it is read: incrementally if it can be.</summary>
public sealed class CatalogStream(JsonElement discovered)
{
    private readonly string[] _primaryKey =
        [.. discovered.GetProperty("source_defined_primary_key").EnumerateArray().Select(path => path[0].GetString()!)];

    public string Name { get; } = discovered.GetProperty("name").GetString()!;

    public bool IsIncremental { get; } =
        discovered.GetProperty("supported_sync_modes").EnumerateArray().Any(mode => mode.GetString() == "incremental");

    /// <summary>The stream as the CATALOG message has it.</summary>
    public JsonElement Discovered { get; } = discovered;

    public string? CursorField { get; } =
        discovered.TryGetProperty("default_cursor_field", out var path) && path.GetArrayLength() > 0 ? path[0].GetString() : null;

    /// <summary>What tells a record from the stream's others: its primary key, or all of it where there is none.</summary>
    public string KeyOf(JsonElement data) =>
        _primaryKey is [] ? data.GetRawText() : string.Join('/', _primaryKey.Select(field => data.GetProperty(field).ToString()));

    /// <summary>What tells a record's version from its other ones: all its values.</summary>
    public string DigestOf(JsonElement data) => RowDigest.Of(data, Discovered.GetProperty("json_schema"));
}
