using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dixa.Simulator.Demo;

/// <summary>What a read has brought so far, stream by stream.</summary>
public sealed partial class ReadTally(DemoCatalog catalog)
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
            case "LOG" when EndOfStream().Match(message.GetProperty("log").GetProperty("message").GetString()!) is { Success: true } end:
                _streams[end.Groups["stream"].Value].Requests = int.Parse(end.Groups["requests"].ValueSpan, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
                break;
            default:
                break;
        }
    }

    /// <summary>The line that the connector logs when a stream has ended.</summary>
    [GeneratedRegex(@"^(?<stream>\w+): .* (?<requests>[\d,]+) requests \(")]
    private static partial Regex EndOfStream();

    /// <summary>The last state of each stream, as a platform hands it to the next read.</summary>
    public JsonArray LastStates() => [.. Streams.Where(stream => stream.State is not null).Select(stream => JsonObject.Create(stream.State!.Value))];

    private StreamTally Of(JsonElement described) => _streams[described.GetProperty("stream_descriptor").GetProperty("name").GetString()!];
}
