using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dixa.Demo;

/// <summary>What a read has brought so far, stream by stream.</summary>
public sealed class ReadTally(DemoCatalog catalog)
{
    private readonly Dictionary<string, StreamTally> _streams =
        catalog.Streams.ToDictionary(stream => stream.Name, stream => new StreamTally(stream));

    public IReadOnlyList<StreamTally> Streams => [.. _streams.Values];

    public void Observe(JsonElement message)
    {
        switch (message.GetProperty("type").GetString())
        {
            case "RECORD":
                var record = message.GetProperty("record");
                _streams[record.GetProperty("stream").GetString()!].AddRecord(record.GetProperty("data"));
                break;
            case "STATE":
                var state = message.GetProperty("state");
                Of(state.GetProperty("stream")).SetState(state);
                break;
            case "TRACE" when message.GetProperty("trace").TryGetProperty("stream_status", out var status):
                Of(status).SetStatus(status);
                break;
            default:
                break;
        }
    }

    /// <summary>The last state of each stream, as a platform hands it to the next read.</summary>
    public JsonArray LastStates() => [.. Streams.Where(stream => stream.State is not null).Select(stream => JsonObject.Create(stream.State!.Value))];

    private StreamTally Of(JsonElement described) => _streams[described.GetProperty("stream_descriptor").GetProperty("name").GetString()!];
}
