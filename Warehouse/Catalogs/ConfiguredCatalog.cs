using System.Text.Json;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Catalogs;

/// <summary>The configured catalog: which streams come, and how they are to be written.</summary>
public sealed record ConfiguredCatalog(IReadOnlyList<ConfiguredStream> Streams)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 1000 };

    /// <summary>Reads a catalog.</summary>
    /// <exception cref="WarehouseException">It is none, or asks for what can't be done.</exception>
    public static ConfiguredCatalog Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("streams", out var list) || list.ValueKind != JsonValueKind.Array)
            {
                throw WarehouseException.Configuration("The catalog has no list of streams. It needs the form {\"streams\": [{\"stream\": {\"name\": …}, …}]}.");
            }

            var streams = list.EnumerateArray().Select(Stream).ToList();
            return streams.GroupBy(stream => stream.Name).FirstOrDefault(group => group.Count() > 1) is { } twice
                ? throw WarehouseException.Configuration($"The catalog has the stream {twice.Key} twice. Delete one of them.")
                : new ConfiguredCatalog(streams);
        }
        catch (JsonException exception)
        {
            throw WarehouseException.Configuration($"The catalog is no JSON: {exception.Message}", exception);
        }
    }

    private static ConfiguredStream Stream(JsonElement configured)
    {
        var stream = Member(configured, "stream");
        if (stream.ValueKind != JsonValueKind.Object || Text(stream, "name") is not { Length: > 0 } name)
        {
            throw WarehouseException.Configuration("A stream of the catalog has no name. Each entry needs \"stream\": {\"name\": …}.");
        }

        var fullName = new StreamName(Text(stream, "namespace") is { Length: > 0 } given ? given : null, name);
        var (deduplicates, overwrites) = Text(configured, "destination_sync_mode") switch
        {
            null or "append" => (false, false),
            "overwrite" => (false, true),
            "append_dedup" => (true, false),
            "overwrite_dedup" => (true, true),
            var other => throw WarehouseException.Configuration(
                $"The stream {fullName} asks for the destination sync mode {other}. There are append, overwrite, append_dedup and overwrite_dedup."),
        };
        return new ConfiguredStream(fullName, Properties(Member(stream, "json_schema")), deduplicates ? Key(configured, stream, fullName) : [], Cursor(configured, stream), overwrites, Member(stream, "is_resumable").ValueKind == JsonValueKind.True)
        {
            GenerationId = Number(configured, "generation_id"),
            MinimumGenerationId = Number(configured, "minimum_generation_id"),
            SyncId = Number(configured, "sync_id"),
        };
    }

    private static List<string> Key(JsonElement configured, JsonElement stream, StreamName name)
    {
        var paths = Paths(Member(configured, "primary_key"));
        paths = paths.Count > 0 ? paths : Paths(Member(stream, "source_defined_primary_key"));
        if (paths.Count == 0)
        {
            throw WarehouseException.Configuration(
                $"The stream {name} shall be deduplicated, but the catalog gives it no primary key. Give it primary_key, or the destination sync mode append or overwrite.");
        }

        return paths.Find(path => path.Count != 1) is { } nested
            ? throw WarehouseException.Configuration(
                $"The primary key of the stream {name} has {string.Join('.', nested)}, which lies within an object. Only a column can be a key: use append or overwrite.")
            : [.. paths.Select(path => path[0]).Distinct()];
    }

    /// <summary>What lies within an object is no column, and can't tell which row is later.</summary>
    private static string? Cursor(JsonElement configured, JsonElement stream)
    {
        var path = Path(Member(configured, "cursor_field"));
        path = path.Count > 0 ? path : Path(Member(stream, "default_cursor_field"));
        return path is [var only] ? only : null;
    }

    private static List<StreamProperty> Properties(JsonElement schema)
    {
        var properties = new List<StreamProperty>();
        if (Member(schema, "properties") is { ValueKind: JsonValueKind.Object } members)
        {
            foreach (var member in members.EnumerateObject())
            {
                if (NameOf(member) is { Length: > 0 } name && properties.TrueForAll(each => each.Name != name))
                {
                    properties.Add(new StreamProperty(name, ColumnTypes.Of(member.Value)));
                }
            }
        }

        return properties;
    }

    /// <summary>The name of a property; null where it has half a character, which no column can be named: its values go to <c>_extra</c>.</summary>
    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static List<List<string>> Paths(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(Path).Where(path => path.Count > 0)] : [];

    private static List<string> Path(JsonElement path) => path.ValueKind switch
    {
        JsonValueKind.String => [path.GetString()!],
        JsonValueKind.Array => [.. path.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.String).Select(part => part.GetString()!)],
        _ => [],
    };

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static long? Number(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;
}
