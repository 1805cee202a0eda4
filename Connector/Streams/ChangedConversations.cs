using Dixa.Connector.Api;
using Dixa.Connector.Configuration;
using Dixa.Connector.Protocol;
using Dixa.Connector.State;
using Serilog;

namespace Dixa.Connector.Streams;

/// <summary>The conversations that changed, window by window, exported once for all streams of their children.</summary>
/// <remarks>A window is held until the slowest stream has released it. A conversation takes 24 bytes, and its requester another 24 if a stream needs requesters.</remarks>
public sealed class ChangedConversations(DixaClient client, ConnectorConfig config, SyncPeriod period, TimeProvider time, ILogger log)
{
    private readonly Lock _gate = new();
    private readonly ConversationWindows _windows = new(config, period, time);
    private readonly ConversationExport _export = new(client, time, log);
    private readonly Dictionary<TimeWindow, Task<ChangedWindow>> _held = [];

    /// <summary>The time up to which each stream has released its windows.</summary>
    private readonly Dictionary<StreamDescriptor, long> _doneTo = [];

    /// <summary>The end of the last window, once it has been requested.</summary>
    public long EndMs => _windows.EndMs;

    /// <inheritdoc cref="ConversationWindows.ReachesPresent"/>
    public bool ReachesPresent(TimeWindow window, DateTimeOffset askedAt) => _windows.ReachesPresent(window, askedAt);

    /// <summary>Registers a stream with its start time. Every stream registers before the first one reads.</summary>
    /// <param name="withRequesters">Whether the stream needs the conversations' requesters.</param>
    public void Register(StreamDescriptor stream, long startMs, bool withRequesters = false)
    {
        _doneTo[stream] = startMs;
        _windows.StartMs = _doneTo.Values.Min();
        if (withRequesters)
        {
            _export.RequestersFromMs.Add(startMs);
        }
    }

    /// <summary>The windows for a stream, beginning at the earliest start of all streams.</summary>
    public IEnumerable<TimeWindow> WindowsFrom(long startMs)
    {
        for (var index = 0; _windows.Find(index) is { } window; index++)
        {
            if (window.EndMs > startMs)
            {
                yield return window;
            }
        }
    }

    /// <summary>What changed in a window, by id. The first stream that needs it exports the window; after a failure the next stream tries again.</summary>
    public async Task<ChangedWindow> ReadAsync(TimeWindow window, RequestStatistics statistics, CancellationToken cancellationToken)
    {
        Task<ChangedWindow>? reading;
        lock (_gate)
        {
            if (!_held.TryGetValue(window, out reading) || reading.IsFaulted || reading.IsCanceled)
            {
                reading = _export.ReadAsync(window, statistics, cancellationToken);
                _held[window] = reading;
            }
        }

        return await reading;
    }

    /// <summary>Releases the windows before a time for a stream. A stream that has ended releases all of them.</summary>
    public void Release(StreamDescriptor stream, long endMs)
    {
        lock (_gate)
        {
            _doneTo[stream] = endMs;
            var slowest = _doneTo.Values.Min();
            foreach (var window in _held.Keys.Where(window => window.EndMs <= slowest).ToList())
            {
                _held.Remove(window);
            }
        }
    }
}
