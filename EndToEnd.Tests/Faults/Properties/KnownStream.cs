using System.Text.Json;
using Dixa.Connector.Faults.Source;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Faults.Properties;

/// <summary>A stream as the executable's <c>discover</c> describes it.</summary>
public sealed record KnownStream(string Name, IReadOnlyList<string> Key, string? Cursor, IReadOnlyList<string> Columns)
{
    public bool HasIncremental => Cursor is not null;

    public static async Task<IReadOnlyList<KnownStream>> DiscoverAsync()
    {
        using var source = new SourceDixa();
        var run = await source.DiscoverAsync("""{"api_token":"t"}""");
        return [.. run.Messages.Single().GetProperty("catalog").GetProperty("streams").EnumerateArray().Select(Of)];
    }

    /// <summary>A row's primary key as one text; a part that is missing, as in a row of a broken answer that was on its way already, is empty.</summary>
    public string KeyOf(JsonElement row) => string.Join('|', Key.Select(field => row.TryGetProperty(field, out var value) ? value.ToString() : ""));

    /// <summary>A row's cursor in Unix milliseconds; null when the row shows none.</summary>
    public long? CursorOf(JsonElement row) => Cursor is not null && row.TryGetProperty(Cursor, out var value) ? SourceReader.Time(value) : null;

    private static KnownStream Of(JsonElement stream) => new(
        stream.GetProperty("name").GetString()!,
        stream.GetProperty("name").GetString() == "agent_presence" ? ["userId"] : [.. stream.GetProperty("source_defined_primary_key").EnumerateArray().Select(path => path[0].GetString()!)],
        stream.GetProperty("supported_sync_modes").GetArrayLength() > 1 ? stream.GetProperty("default_cursor_field")[0].GetString() : null,
        [.. stream.GetProperty("json_schema").GetProperty("properties").EnumerateObject().Select(property => property.Name)]);
}
