using Dixa.Connector.Api;
using Dixa.Connector.Configuration;
using Dixa.Connector.Protocol;
using Dixa.Connector.State;
using Serilog;

namespace Dixa.Connector.Streams;

/// <summary>The conversations that changed, window by window, exported once for all streams that hang on them.</summary>
/// <remarks>A window is held until the slowest of those streams has released it; a conversation takes 24 bytes, and its requester 24 if anybody wants it.</remarks>
public sealed class ChangedConversations(DixaClient client, ConnectorConfig config, SyncPeriod period, TimeProvider time, ILogger log)
{
    private readonly Lock _gate = new();
    private readonly ConversationWindows _windows = new(config, period, time);
    private readonly ConversationExport _export = new(client, time, log);
    private readonly Dictionary<TimeWindow, Task<ChangedWindow>> _held = [];

    /// <summary>Up to which time each stream is done.</summary>
    private readonly Dictionary<StreamDescriptor, long> _doneTo = [];

    /// <summary>The end of the last window, once that has been asked for.</summary>
    public long EndMs => _windows.EndMs;

    /// <inheritdoc cref="ConversationWindows.ReachesPresent"/>
    public bool ReachesPresent(TimeWindow window, DateTimeOffset askedAt) => _windows.ReachesPresent(window, askedAt);

    /// <summary>Announces that a stream will read from a time on; to be called for every stream before the first one reads.</summary>
    /// <param name="withRequesters">Whether it wants to know who asked in the conversations.</param>
    public void Register(StreamDescriptor stream, long startMs, bool withRequesters = false)
    {
        _doneTo[stream] = startMs;
        _windows.StartMs = _doneTo.Values.Min();
        if (withRequesters)
        {
            _export.RequestersFromMs.Add(startMs);
        }
    }

    /// <summary>The windows that a stream has to go through, from the earliest start of all streams on.</summary>
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

    /// <summary>What changed in a window, by id; asked for by whichever stream comes first, and again by the next if that failed.</summary>
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

    /// <summary>A stream is done with everything before a time, or with everything when it has ended.</summary>
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
