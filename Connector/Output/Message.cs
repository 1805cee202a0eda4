using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Protocol;

namespace Dixa.Connector.Output;

/// <summary>One message of the protocol other than RECORD, as a line of JSON. Free text is masked when it is written.</summary>
/// <remarks>Airbyte protocol 0.18.0. Optional members without a value are omitted. A document for people uses the same type.</remarks>
public sealed class Message
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Action<Utf8JsonWriter, SecretMask> _write;

    private bool IsDocument { get; init; }

    private Message(Action<Utf8JsonWriter, SecretMask> write) => _write = write;

    /// <summary>A JSON document that is not a protocol message: a file for a later command, with one entry per line.</summary>
    public static Message Document(Action<Utf8JsonWriter> write) => new((json, _) => write(json)) { IsDocument = true };

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

    /// <summary>The trace with which a failed command ends.</summary>
    /// <param name="streams">The streams that failed for this reason. The protocol has room for one; if there are more, the internal message names all.</param>
    /// <param name="isDebug">Whether to include the stack trace in any case.</param>
    public static Message Error(Exception exception, IReadOnlyList<StreamDescriptor> streams, DateTimeOffset at, bool isDebug) => new((json, mask) =>
    {
        var known = exception as ConnectorException;
        BeginTrace(json, "ERROR", at);
        json.WriteStartObject("error");
        json.WriteString("message", mask.Apply(known?.Message ?? "Something went wrong in the connector itself. Please report it with the log."));
        var all = streams.Count > 1 ? $"Streams: {string.Join(", ", streams.Select(stream => stream.Name))}. " : "";
        json.WriteString("internal_message", mask.Apply(all + (known is null ? exception.Message : known.InternalMessage ?? known.Message)));
        if (ConnectorException.StackTraceOf(exception, isDebug) is { } stackTrace)
        {
            json.WriteString("stack_trace", mask.Apply(stackTrace));
        }

        json.WriteString("failure_type", known?.Kind switch
        {
            FailureKind.Config => "config_error",
            FailureKind.Transient => "transient_error",
            _ => "system_error",
        });
        if (streams.Count > 0)
        {
            WriteDescriptor(json, streams[0]);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <param name="quotaReset">With <see cref="StreamStatus.Running"/>: the end of the stream's wait for the rate limit.</param>
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

    /// <summary>A number about the read as a whole, for whoever keeps books of reads. The protocol takes any type and a text; platforms count it or ignore it.</summary>
    /// <param name="type">What is counted, such as <c>requests</c>.</param>
    public static Message Analytics(string type, long value, DateTimeOffset at) => new((json, _) =>
    {
        BeginTrace(json, "ANALYTICS", at);
        json.WriteStartObject("analytics");
        json.WriteString("type", type);
        json.WriteString("value", value.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <param name="state">The stream's state object.</param>
    /// <param name="recordCount">Records of the stream since its previous STATE.</param>
    public static Message State(StreamDescriptor stream, ReadOnlyMemory<byte> state, long recordCount) => new((json, _) =>
    {
        Begin(json, "STATE", "state");
        BeginStreamState(json, stream);
        WriteRaw(json, "stream_state", state);
        json.WriteEndObject();
        json.WriteStartObject("sourceStats");
        json.WriteNumber("recordCount", recordCount);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>An array of streams' states, as platforms give it to a read.</summary>
    public static Message States(IEnumerable<KeyValuePair<StreamDescriptor, JsonElement>> states) => Document(json =>
    {
        json.WriteStartArray();
        foreach (var (stream, state) in states)
        {
            WriteEntry(json, entry =>
            {
                entry.WriteStartObject();
                BeginStreamState(entry, stream);
                entry.WritePropertyName("stream_state");
                state.WriteTo(entry);
                entry.WriteEndObject();
                entry.WriteEndObject();
            });
        }

        json.WriteEndArray();
    });

    /// <summary>Writes an element of a document's array on its own line.</summary>
    public static void WriteEntry(Utf8JsonWriter document, Action<Utf8JsonWriter> write)
    {
        using var entry = new MemoryStream();
        entry.WriteByte((byte)'\n');
        using (var json = new Utf8JsonWriter(entry, Compact))
        {
            write(json);
        }

        document.WriteRawValue(entry.GetBuffer().AsSpan(0, (int)entry.Length), skipInputValidation: true);
    }

    public void WriteTo(OutputChunk chunk, SecretMask mask)
    {
        using (var json = new Utf8JsonWriter((IBufferWriter<byte>)chunk, Compact))
        {
            if (IsDocument)
            {
                _write(json, mask);
            }
            else
            {
                json.WriteStartObject();
                _write(json, mask);
                json.WriteEndObject();
            }
        }

        chunk.Append("\n"u8);
    }

    private static void Begin(Utf8JsonWriter json, string type, string payload)
    {
        json.WriteString("type", type);
        json.WriteStartObject(payload);
    }

    private static void BeginStreamState(Utf8JsonWriter json, StreamDescriptor stream)
    {
        json.WriteString("type", "STREAM");
        json.WriteStartObject("stream");
        WriteDescriptor(json, stream);
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
        // Parsed rather than written as raw bytes: an embedded document is indented, but a message is one line.
        json.WritePropertyName(name);
        using var parsed = JsonDocument.Parse(document);
        parsed.RootElement.WriteTo(json);
    }
}
