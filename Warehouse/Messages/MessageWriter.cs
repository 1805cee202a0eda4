using System.Buffers;
using System.Text.Json;

namespace Dixa.Warehouse.Messages;

/// <summary>The one owner of stdout: writes messages as whole lines, from any thread.</summary>
public sealed class MessageWriter(Stream stdout, SecretMask mask)
{
    private readonly Lock _gate = new();

    /// <summary>Why stdout could not be written, once it could not.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Writes a line that is a message already.</summary>
    public void WriteLine(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            if (Error is not null)
            {
                return;
            }

            try
            {
                var whole = ArrayPool<byte>.Shared.Rent(line.Length + 1);
                line.CopyTo(whole);
                whole[line.Length] = (byte)'\n';
                stdout.Write(whole, 0, line.Length + 1);
                stdout.Flush();
                ArrayPool<byte>.Shared.Return(whole);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException or UnauthorizedAccessException)
            {
                // Nobody reads any more. What is committed is committed; what a state would say can't be said.
                Error = exception;
            }
        }
    }

    public void Log(string level, string message, string? stackTrace = null) => Write("LOG", "log", json =>
    {
        json.WriteString("level"u8, level);
        json.WriteString("message"u8, mask.Apply(message));
        if (stackTrace is not null)
        {
            json.WriteString("stack_trace"u8, mask.Apply(stackTrace));
        }
    });

    /// <summary>The TRACE with which a command that fails ends.</summary>
    public void Failure(Exception exception, DateTimeOffset now) => Write("TRACE", "trace", json =>
    {
        var known = exception as WarehouseException;
        json.WriteString("type"u8, "ERROR"u8);
        json.WriteNumber("emitted_at"u8, now.ToUnixTimeMilliseconds());
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, mask.Apply(exception.Message));
        json.WriteString("internal_message"u8, mask.Apply(known?.InternalMessage ?? exception.InnerException?.Message ?? exception.GetType().Name));
        if (known is not { Kind: not FailureKind.System })
        {
            json.WriteString("stack_trace"u8, mask.Apply(exception.ToString()));
        }

        json.WriteString("failure_type"u8, (known?.Kind ?? FailureKind.System) switch
        {
            FailureKind.Configuration => "config_error",
            FailureKind.Transient => "transient_error",
            _ => "system_error",
        });
        json.WriteEndObject();
    });

    public void ConnectionStatus(bool isGood, string message) => Write("CONNECTION_STATUS", "connectionStatus", json =>
    {
        json.WriteString("status"u8, isGood ? "SUCCEEDED" : "FAILED");
        json.WriteString("message"u8, mask.Apply(message));
    });

    public void Specification(ReadOnlySpan<byte> specification)
    {
        using var document = JsonDocument.Parse(specification.ToArray());
        Write("SPEC", "spec", json =>
        {
            foreach (var member in document.RootElement.EnumerateObject())
            {
                member.WriteTo(json);
            }
        });
    }

    private void Write(string type, string key, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            json.WriteStartObject(key);
            write(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        WriteLine(buffer.WrittenSpan);
    }
}
