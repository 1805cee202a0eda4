using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Demo;

/// <summary>A row that the simulator holds, as it has to reach the warehouse.</summary>
/// <param name="ChangedAtMs">The time by which an incremental read finds the row: while it stays, the row is not read again.</param>
public sealed record OriginRow(JsonElement Data, long ChangedAtMs)
{
    /// <param name="write">Writes what the API has of the row.</param>
    /// <param name="change">Does what the connector does to it: what its schema says that it adds or leaves out.</param>
    public static OriginRow Of(Action<Utf8JsonWriter> write, Action<JsonObject>? change = null, long changedAtMs = 0)
    {
        var data = Write(write);
        change?.Invoke(data);
        return new OriginRow(JsonSerializer.SerializeToElement(data), changedAtMs);
    }

    public static JsonObject Write(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = PlainJsonEncoder.Instance }))
        {
            write(json);
        }

        return JsonNode.Parse(bytes.WrittenSpan)!.AsObject();
    }
}
