using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dixa.Warehouse.Catalogs;

namespace Dixa.Warehouse.Messages;

/// <summary>A STATE: it covers the records before it, of its stream or of all.</summary>
/// <param name="Stream">Whose records; null for those of all streams, with a global or a legacy state.</param>
/// <param name="State">The protocol's state message without statistics: what a source is given to go on.</param>
/// <param name="SourceCount">How many records it covers, where the source says.</param>
/// <param name="Line">The line as it came.</param>
public sealed record StateMessage(StreamName? Stream, string State, double? SourceCount, ReadOnlyMemory<byte> Line)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 1000 };

    private static readonly JsonWriterOptions WriterOptions = new() { MaxDepth = 1000, SkipValidation = true };

    /// <summary>Reads the line of a STATE; null if it names no stream although it should.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static StateMessage? Parse(ReadOnlySpan<byte> line)
    {
        var kept = line.ToArray();
        using var document = JsonDocument.Parse(kept, Options);
        if (!document.RootElement.TryGetProperty("state", out var state) || state.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        StreamName? stream = null;
        if (state.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() is "STREAM" or "PER_STREAM")
        {
            if (!state.TryGetProperty("stream", out var member) || ProtocolJson.Descriptor(member) is not { } descriptor)
            {
                return null;
            }

            stream = descriptor;
        }

        var bare = Write(json => WriteMembers(json, state, member => member is not ("sourceStats" or "destinationStats" or "id")));
        return new StateMessage(stream, Encoding.UTF8.GetString(bare.WrittenSpan), SourceCountOf(state), kept);
    }

    /// <summary>The line to hand on once the records are committed.</summary>
    public ReadOnlyMemory<byte> WithDestinationCount(long records)
    {
        using var document = JsonDocument.Parse(Line, Options);
        return Write(json =>
        {
            json.WriteStartObject();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                json.WritePropertyName(member.Name);
                if (member.NameEquals("state"))
                {
                    WriteMembers(json, member.Value, name => name != "destinationStats", records);
                }
                else
                {
                    json.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
                }
            }

            json.WriteEndObject();
        }).WrittenMemory;
    }

    private static double? SourceCountOf(JsonElement state) =>
        state.TryGetProperty("sourceStats", out var stats) && stats.ValueKind == JsonValueKind.Object
        && stats.TryGetProperty("recordCount", out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetDouble(out var value)
            ? value
            : null;

    private static void WriteMembers(Utf8JsonWriter json, JsonElement state, Func<string, bool> isKept, long? records = null)
    {
        json.WriteStartObject();
        foreach (var member in state.EnumerateObject().Where(member => isKept(member.Name)))
        {
            json.WritePropertyName(member.Name);
            json.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
        }

        if (records is { } count)
        {
            // The protocol wants a decimal point.
            json.WritePropertyName("destinationStats"u8);
            json.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $$"""{"recordCount":{{count}}.0}"""), skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    private static ArrayBufferWriter<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, WriterOptions);
        write(json);
        json.Flush();
        return buffer;
    }
}
