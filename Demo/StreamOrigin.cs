using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Simulator.Http;

namespace Dixa.Demo;

/// <summary>What the simulated organisation holds of a stream, taken from its tables: not over HTTP, not in pages, not in windows.</summary>
/// <param name="Path">Where the APIs have these rows, in the syntax of routes.</param>
public sealed record StreamOrigin(string Stream, string Path, Func<Holdings, IEnumerable<OriginRow>> Rows)
{
    /// <summary>Where a part of the row is, or what leads to it; null where <see cref="Path"/> is all.</summary>
    public string? OtherPath { get; init; }
}

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

/// <summary>A row that the simulator held at the end of a read: all its values in one, and when an incremental read finds it.</summary>
public sealed record HeldRow(string Digest, long ChangedAtMs);
