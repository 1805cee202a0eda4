using System.Collections.Concurrent;
using System.Text.Json;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Writing;
using Serilog;
using Serilog.Events;

namespace Dixa.Warehouse.Syncing;

/// <summary>Hears what the source tells people: its log, its waits and its errors.</summary>
public sealed class SyncOutput(ILogger log) : IWriteOutput
{
    private readonly ConcurrentDictionary<StreamName, DateTimeOffset> _waits = new();
    private readonly ConcurrentDictionary<StreamName, string> _states = new();
    private readonly ConcurrentQueue<string> _errors = new();

    /// <summary>What the source said went wrong, in its order.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>How many requests the source made; null before it says so.</summary>
    public long? Requests { get; private set; }

    /// <summary>How many of them were answered with 429, as far as it says so.</summary>
    public long RateLimited { get; private set; }

    /// <summary>Until when a stream waits for a limit; null if it doesn't.</summary>
    public DateTimeOffset? WaitOf(StreamName stream) => _waits.TryGetValue(stream, out var until) ? until : null;

    /// <summary>The last state that is committed; null before the first.</summary>
    public string? StateOf(StreamName stream) => _states.GetValueOrDefault(stream);

    public void Committed(StateMessage state, long records)
    {
        if (state.Stream is { } stream)
        {
            _states[stream] = state.State;
        }
    }

    public void Heard(MessageKind kind, ReadOnlySpan<byte> line)
    {
        try
        {
            if (kind == MessageKind.Log)
            {
                HearLog(line);
            }
            else
            {
                HearTrace(TraceMessage.Parse(line));
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            log.Warning("The source said something that can't be understood: {Message:l}", exception.Message);
        }
    }

    private void HearLog(ReadOnlySpan<byte> line)
    {
        using var document = JsonDocument.Parse(line.ToArray());
        if (!document.RootElement.TryGetProperty("log", out var entry))
        {
            return;
        }

        var level = ProtocolJson.Text(entry, "level") switch
        {
            "FATAL" or "ERROR" => LogEventLevel.Error,
            "WARN" => LogEventLevel.Warning,
            "DEBUG" or "TRACE" => LogEventLevel.Debug,
            _ => LogEventLevel.Information,
        };
        var message = ProtocolJson.Text(entry, "message") ?? "";
        log.Write(level, "{Message:l}", message);
    }

    private void HearTrace(TraceMessage trace)
    {
        Requests = trace.Requests ?? Requests;
        RateLimited = trace.RateLimited ?? RateLimited;
        if (trace.Error is { } error)
        {
            _errors.Enqueue(trace.Stream is { } failed ? $"{failed}: {error}" : error);
        }

        if (trace is { Status: not null, Stream: { } stream })
        {
            if (trace.QuotaReset is { } until)
            {
                _waits[stream] = until;
            }
            else
            {
                _waits.TryRemove(stream, out _);
            }
        }
    }
}
