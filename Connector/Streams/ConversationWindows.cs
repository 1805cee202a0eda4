using Dixa.Connector.Configuration;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>Plans the windows in which changed conversations are requested, one at a time.</summary>
/// <remarks>
/// Without an end date the last window reaches past the time of its request, not only to the start of the sync. A conversation that
/// is updated meanwhile leaves its earlier window, but the last one contains it. So none is missed.
/// </remarks>
public sealed class ConversationWindows(ConnectorConfig config, SyncPeriod period, TimeProvider time)
{
    /// <summary>How far the last window reaches past the present: its request may wait for the rate limiter or be repeated.</summary>
    private static readonly TimeSpan Beyond = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly List<TimeWindow> _windows = [];
    private bool _isComplete;

    /// <summary>The start of the first window; set before a window is requested.</summary>
    public long StartMs { get; set; }

    /// <summary>The end of the last window, once it has been planned.</summary>
    public long EndMs => _windows.Count == 0 ? period.EndMs : _windows[^1].EndMs;

    /// <summary>Whether a window is the last one, reaches past the present, and was requested before its end.</summary>
    public bool ReachesPresent(TimeWindow window, DateTimeOffset askedAt) =>
        period.IsOpen && _isComplete && window == _windows[^1] && askedAt.ToUnixTimeMilliseconds() < window.EndMs;

    /// <summary>A window by its index; null after the last one.</summary>
    /// <param name="index">At most one more than in earlier calls.</param>
    public TimeWindow? Find(int index)
    {
        lock (_gate)
        {
            if (index == _windows.Count && !_isComplete)
            {
                Plan(index == 0 ? StartMs : _windows[^1].EndMs);
            }

            return index < _windows.Count ? _windows[index] : null;
        }
    }

    private void Plan(long start)
    {
        var now = time.GetUtcNow();

        // A window that happens to end just after the present is not the last one: the last one reaches the full hour past it.
        var reach = (now + Beyond).ToUnixTimeMilliseconds();
        var end = period.IsOpen && start < (_windows.Count == 0 ? now.ToUnixTimeMilliseconds() : reach) ? reach : period.EndMs;
        _windows.AddRange(TimeWindow.Cut(start, end, config.Window).Take(1));
        _isComplete = start >= end || _windows[^1].EndMs == end;
    }
}
