using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dixa.Connector.Protocol;

/// <summary>One message of the protocol other than RECORD, as a line of JSON. Free text is masked when it is written.</summary>
/// <remarks>Airbyte protocol 0.18.0; optional members that have no value are left out.</remarks>
public sealed class Message
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Action<Utf8JsonWriter, SecretMask> _write;

    private Message(Action<Utf8JsonWriter, SecretMask> write) => _write = write;

    public static Message Log(string level, string text, string? stackTrace) => new((json, mask) =>
    {
        Begin(json, "LOG", "log");
        json.WriteString("level", level);
        json.WriteString("message", mask.Apply(text));
        if (stackTrace is not null)
        {
            json.WriteString("stack_trace", mask.Apply(stackTrace));
        }

        json.WriteEndObject();
    });

    public static Message Spec(ReadOnlyMemory<byte> spec) => new((json, _) =>
    {
        json.WriteString("type", "SPEC");
        WriteRaw(json, "spec", spec);
    });

    public static Message ConnectionStatus(bool succeeded, string? text) => new((json, mask) =>
    {
        Begin(json, "CONNECTION_STATUS", "connectionStatus");
        json.WriteString("status", succeeded ? "SUCCEEDED" : "FAILED");
        if (text is not null)
        {
            json.WriteString("message", mask.Apply(text));
        }

        json.WriteEndObject();
    });

    public static Message Catalog(Action<Utf8JsonWriter> writeStreams) => new((json, _) =>
    {
        Begin(json, "CATALOG", "catalog");
        json.WriteStartArray("streams");
        writeStreams(json);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>The trace that a failed command ends with; <paramref name="stream"/> names the stream that failed, if it was one.</summary>
    public static Message Error(Exception exception, StreamDescriptor? stream, DateTimeOffset at) => new((json, mask) =>
    {
        var known = exception as ConnectorException;
        BeginTrace(json, "ERROR", at);
        json.WriteStartObject("error");
        json.WriteString("message", mask.Apply(known?.Message ?? "Something went wrong in the connector itself. Please report it with the log."));
        json.WriteString("internal_message", mask.Apply(known?.InternalMessage ?? exception.Message));
        json.WriteString("stack_trace", mask.Apply(exception.ToString()));
        json.WriteString("failure_type", known?.Kind switch
        {
            FailureKind.Config => "config_error",
            FailureKind.Transient => "transient_error",
            _ => "system_error",
        });
        if (stream is not null)
        {
            WriteDescriptor(json, stream);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <param name="quotaReset">With <see cref="StreamStatus.Running"/>: the stream waits for the rate limit until then.</param>
    public static Message Status(StreamDescriptor stream, StreamStatus status, DateTimeOffset at, DateTimeOffset? quotaReset = null) =>
        new((json, _) =>
        {
            BeginTrace(json, "STREAM_STATUS", at);
            json.WriteStartObject("stream_status");
            WriteDescriptor(json, stream);
            json.WriteString("status", status switch
            {
                StreamStatus.Started => "STARTED",
                StreamStatus.Running => "RUNNING",
                StreamStatus.Complete => "COMPLETE",
                _ => "INCOMPLETE",
            });
            if (quotaReset is { } reset)
            {
                json.WriteStartArray("reasons");
                json.WriteStartObject();
                json.WriteString("type", "RATE_LIMITED");
                json.WriteStartObject("rate_limited");
                json.WriteNumber("quota_reset", reset.ToUnixTimeMilliseconds());
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });

    /// <param name="state">The stream's state object.</param>
    /// <param name="recordCount">Records of the stream since its previous STATE.</param>
    public static Message State(StreamDescriptor stream, ReadOnlyMemory<byte> state, long recordCount) => new((json, _) =>
    {
        Begin(json, "STATE", "state");
        json.WriteString("type", "STREAM");
        json.WriteStartObject("stream");
        WriteDescriptor(json, stream);
        WriteRaw(json, "stream_state", state);
        json.WriteEndObject();
        json.WriteStartObject("sourceStats");
        json.WriteNumber("recordCount", recordCount);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public void WriteTo(OutputChunk chunk, SecretMask mask)
    {
        using (var json = new Utf8JsonWriter((IBufferWriter<byte>)chunk, Compact))
        {
            json.WriteStartObject();
            _write(json, mask);
            json.WriteEndObject();
        }

        chunk.Append("\n"u8);
    }

    private static void Begin(Utf8JsonWriter json, string type, string payload)
    {
        json.WriteString("type", type);
        json.WriteStartObject(payload);
    }

    private static void BeginTrace(Utf8JsonWriter json, string type, DateTimeOffset at)
    {
        Begin(json, "TRACE", "trace");
        json.WriteString("type", type);
        json.WriteNumber("emitted_at", at.ToUnixTimeMilliseconds());
    }

    private static void WriteDescriptor(Utf8JsonWriter json, StreamDescriptor stream)
    {
        json.WriteStartObject("stream_descriptor");
        json.WriteString("name", stream.Name);
        if (stream.Namespace is not null)
        {
            json.WriteString("namespace", stream.Namespace);
        }

        json.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> document)
    {
        // Through the parser rather than as raw bytes: an embedded document is indented, and a message is one line.
        json.WritePropertyName(name);
        using var parsed = JsonDocument.Parse(document);
        parsed.RootElement.WriteTo(json);
    }
}
