using System.Collections.Concurrent;
using System.Text.Json;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Writing;
using Serilog;
using Serilog.Events;

namespace Dixa.Warehouse.Syncing;

/// <summary>Hears what the source tells people: its log, its waits and its errors.</summary>
/// <param name="isQuiet">Whether what the source merely informs of is for debugging: of runs that come every few seconds.</param>
public sealed class SyncOutput(ILogger log, bool isQuiet = false) : IWriteOutput
{
    private readonly ConcurrentDictionary<StreamName, DateTimeOffset> _waits = new();
    private readonly ConcurrentDictionary<StreamName, string> _states = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentDictionary<string, long> _counts = new();

    /// <summary>What the source said went wrong, in its order.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>How many requests the source made; null before it says so.</summary>
    public long? Requests => CountOf(TraceMessage.Requests);

    /// <summary>What the source counted under a type; null before it says so.</summary>
    public long? CountOf(string type) => _counts.TryGetValue(type, out var count) ? count : null;

    /// <summary>Until when a stream waits for a limit; null if it doesn't.</summary>
    public DateTimeOffset? WaitOf(StreamName stream) => _waits.TryGetValue(stream, out var until) ? until : null;

    /// <summary>The last state that is committed; null before the first.</summary>
    public string? StateOf(StreamName stream) => _states.GetValueOrDefault(stream);

    /// <summary>The last state of each stream whose records are committed.</summary>
    public IReadOnlyDictionary<StreamName, string> States => _states;

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
            _ => isQuiet ? LogEventLevel.Debug : LogEventLevel.Information,
        };
        var message = ProtocolJson.Text(entry, "message") ?? "";
        log.Write(level, "{Message:l}", message);
    }

    private void HearTrace(TraceMessage trace)
    {
        if (trace.Count is var (type, value))
        {
            _counts[type] = value;
        }

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
