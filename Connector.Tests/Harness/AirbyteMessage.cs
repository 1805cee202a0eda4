using System.Text.Json;

namespace Dixa.Connector.Harness;

/// <summary>A line of stdout, held against the protocol: a line that is no valid message fails the test that read it.</summary>
public static class AirbyteMessage
{
    private static readonly Dictionary<string, string> Payloads = new()
    {
        ["RECORD"] = "record",
        ["STATE"] = "state",
        ["LOG"] = "log",
        ["SPEC"] = "spec",
        ["CONNECTION_STATUS"] = "connectionStatus",
        ["CATALOG"] = "catalog",
        ["TRACE"] = "trace",
    };

    public static JsonElement Parse(string line)
    {
        JsonElement message;
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 1100 });
            message = document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"not JSON: {Shorten(line)}", exception);
        }

        var type = message.GetProperty("type").GetString()!;
        Require(Payloads.TryGetValue(type, out var name), "an unknown type", line);
        var payload = message.GetProperty(name!);
        Require(payload.ValueKind == JsonValueKind.Object, "a payload that is no object", line);
        Require(message.EnumerateObject().Count() == 2, "members beside type and payload", line);
        switch (type)
        {
            case "RECORD":
                Require(payload.GetProperty("stream").GetString() is { Length: > 0 }, "no stream", line);
                Require(payload.GetProperty("emitted_at").TryGetInt64(out var at) && at > 1_000_000_000_000, "no time", line);
                Require(payload.GetProperty("data").EnumerateObject().Any(), "empty data", line);
                break;
            case "STATE":
                Require(payload.GetProperty("type").GetString() == "STREAM", "no STREAM state", line);
                RequireDescriptor(payload.GetProperty("stream"), line);
                Require(payload.GetProperty("stream").GetProperty("stream_state").ValueKind == JsonValueKind.Object, "no state", line);
                Require(payload.GetProperty("sourceStats").GetProperty("recordCount").TryGetInt64(out var count) && count >= 0, "no count", line);
                break;
            case "LOG":
                Require(payload.GetProperty("level").GetString() is "FATAL" or "ERROR" or "WARN" or "INFO" or "DEBUG" or "TRACE", "no level", line);
                Require(payload.GetProperty("message").ValueKind == JsonValueKind.String, "no message", line);
                break;
            case "CONNECTION_STATUS":
                Require(payload.GetProperty("status").GetString() is "SUCCEEDED" or "FAILED", "no status", line);
                break;
            case "SPEC":
                Require(payload.GetProperty("connectionSpecification").ValueKind == JsonValueKind.Object, "no specification", line);
                break;
            case "CATALOG":
                Require(payload.GetProperty("streams").GetArrayLength() > 0, "no streams", line);
                break;
            default:
                RequireTrace(payload, line);
                break;
        }

        return message;
    }

    private static void RequireTrace(JsonElement trace, string line)
    {
        Require(trace.GetProperty("emitted_at").GetInt64() > 1_000_000_000_000, "no time", line);
        if (trace.GetProperty("type").GetString() == "ERROR")
        {
            var error = trace.GetProperty("error");
            Require(error.GetProperty("message").GetString() is { Length: > 0 }, "no message", line);
            Require(error.GetProperty("failure_type").GetString() is "config_error" or "transient_error" or "system_error", "no failure type", line);
        }
        else
        {
            Require(trace.GetProperty("type").GetString() == "STREAM_STATUS", "an unknown trace", line);
            RequireDescriptor(trace.GetProperty("stream_status"), line);
            Require(
                trace.GetProperty("stream_status").GetProperty("status").GetString() is "STARTED" or "RUNNING" or "COMPLETE" or "INCOMPLETE", "no status", line);
        }
    }

    private static void RequireDescriptor(JsonElement parent, string line) =>
        Require(parent.GetProperty("stream_descriptor").GetProperty("name").GetString() is { Length: > 0 }, "no descriptor", line);

    private static void Require(bool holds, string what, string line)
    {
        if (!holds)
        {
            throw new InvalidDataException($"not a valid message, {what}: {Shorten(line)}");
        }
    }

    private static string Shorten(string line) => line.Length < 500 ? line : line[..500] + "…";
}
