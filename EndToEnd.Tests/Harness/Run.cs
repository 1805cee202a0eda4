using System.Text.Json;

namespace Dixa.Connector.Harness;

/// <summary>What a run of the connector left: its exit code and every message, each of which was valid.</summary>
public sealed class Run(int exitCode, IReadOnlyList<string> lines, string stderr)
{
    private readonly Lazy<IReadOnlyList<JsonElement>> _messages = new(() => [.. lines.Select(AirbyteMessage.Parse)]);

    public int ExitCode { get; } = exitCode;

    public IReadOnlyList<string> Lines { get; } = lines;

    public string Stderr { get; } = stderr;

    public IReadOnlyList<JsonElement> Messages => _messages.Value;

    public IEnumerable<JsonElement> Errors => Traces("ERROR").Select(trace => trace.GetProperty("error"));

    public IEnumerable<string> Logs => Of("LOG", "log").Select(log => log.GetProperty("message").GetString()!);

    public JsonElement ConnectionStatus => Assert.Single(Of("CONNECTION_STATUS", "connectionStatus"));

    /// <summary>The exit code, how far each stream has come and the last messages, for a test's message when it fails.</summary>
    public override string ToString() =>
        $"exit {ExitCode}; {string.Join(", ", Traces("STREAM_STATUS").Select(trace => trace.GetProperty("stream_status")).GroupBy(NameOf, status => status.GetProperty("status").GetString()).Select(stream => $"{stream.Key} {stream.Last()}"))}\n{Stderr}\n{string.Join('\n', Lines.Where(line => !line.StartsWith("{\"type\":\"RECORD\"", StringComparison.Ordinal)).TakeLast(40))}";

    public IEnumerable<JsonElement> Records(string stream) => Of("RECORD", "record")
        .Where(record => record.GetProperty("stream").GetString() == stream)
        .Select(record => record.GetProperty("data"));

    public IReadOnlyList<string> Ids(string stream) => [.. Records(stream).Select(record => record.GetProperty("id").ToString())];

    public IEnumerable<JsonElement> States(string stream) => Of("STATE", "state").Where(state => NameOf(state.GetProperty("stream")) == stream);

    public IEnumerable<string> Statuses(string stream) => Traces("STREAM_STATUS")
        .Select(trace => trace.GetProperty("stream_status"))
        .Where(status => NameOf(status) == stream)
        .Select(status => status.GetProperty("status").GetString()!);

    /// <summary>The last state of each stream, as a platform hands it to the next sync.</summary>
    public string StateFile() => JsonSerializer.Serialize(
        Of("STATE", "state").GroupBy(state => NameOf(state.GetProperty("stream"))).Select(states => states.Last()));

    private static string NameOf(JsonElement described) => described.GetProperty("stream_descriptor").GetProperty("name").GetString()!;

    private IEnumerable<JsonElement> Traces(string type) => Of("TRACE", "trace").Where(trace => trace.GetProperty("type").GetString() == type);

    private IEnumerable<JsonElement> Of(string type, string payload) =>
        Messages.Where(message => message.GetProperty("type").GetString() == type).Select(message => message.GetProperty(payload));
}
