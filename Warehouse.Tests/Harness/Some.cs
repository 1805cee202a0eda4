using System.Text.Json.Nodes;

namespace Dixa.Warehouse.Harness;

/// <summary>Messages and catalogs as a source writes them.</summary>
public static class Some
{
    /// <summary>A configured stream.</summary>
    /// <param name="properties">The schema's properties, as JSON.</param>
    /// <param name="more">Further members of the configured stream, as JSON without braces.</param>
    public static string Stream(string name, string properties, string mode = "append", string? key = null, string? cursor = null, string? space = null, string more = "") => $$"""
        {"stream": {"name": {{Json(name)}}, "namespace": {{Json(space)}}, "json_schema": {"type": "object", "properties": {{properties}}}, "is_resumable": true },
         "sync_mode": "incremental", "destination_sync_mode": "{{mode}}", "cursor_field": {{(cursor is null ? "null" : $"[{Json(cursor)}]")}},
         "primary_key": {{(key is null ? "null" : $"[{string.Join(',', key.Split(',').Select(part => $"[{Json(part)}]"))}]")}}{{(more.Length > 0 ? $", {more}" : "")}} }
        """;

    public static string Catalog(params string[] streams) => $"{{\"streams\": [{string.Join(',', streams)}]}}";

    public static string Record(string stream, string data, string? space = null, string? meta = null) =>
        $$$"""{"type":"RECORD","record":{"stream":{{{Json(stream)}}},"data":{{{data}}},"emitted_at":1{{{Member("namespace", space is null ? null : Json(space))}}}{{{Member("meta", meta)}}} } }""";

    public static string State(string stream, string state = "{\"at\":1}", string? space = null) =>
        $$$"""{"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{{{Descriptor(stream, space)}}},"stream_state":{{{state}}}""" + "}}}";

    public static string Status(string stream, string status, string? space = null) =>
        $$$"""{"type":"TRACE","trace":{"type":"STREAM_STATUS","emitted_at":1,"stream_status":{"stream_descriptor":{{{Descriptor(stream, space)}}},"status":"{{{status}}}" } } }""";

    public static string Complete(string stream) => Status(stream, "COMPLETE");

    private static string Descriptor(string stream, string? space) => $$"""{"name":{{Json(stream)}}{{Member("namespace", space is null ? null : Json(space))}}}""";

    private static string Member(string name, string? json) => json is null ? "" : $",\"{name}\":{json}";

    private static string Json(string? text) => JsonValue.Create(text)?.ToJsonString() ?? "null";
}
