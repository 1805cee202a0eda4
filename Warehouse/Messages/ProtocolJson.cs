using System.Text.Json;
using Dixa.Warehouse.Catalogs;

namespace Dixa.Warehouse.Messages;

/// <summary>Parts that several messages of the protocol have.</summary>
public static class ProtocolJson
{
    /// <summary>The stream that a <c>stream_descriptor</c> names; null where there is none.</summary>
    public static StreamName? Descriptor(JsonElement parent) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty("stream_descriptor", out var descriptor) && Text(descriptor, "name") is { Length: > 0 } name
            ? new StreamName(Text(descriptor, "namespace") is { Length: > 0 } space ? space : null, name)
            : null;

    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
