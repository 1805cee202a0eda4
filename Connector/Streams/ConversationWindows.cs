using Dixa.Connector.Configuration;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>The windows in which changed conversations are asked for, planned one at a time.</summary>
/// <remarks>
/// Unless there is an end date, the last window reaches over the time when it is asked for, and not only to when the sync began.
/// A conversation that is updated meanwhile leaves the window that it was in; so it is found in the last one, and none goes unseen.
/// </remarks>
public sealed class ConversationWindows(ConnectorConfig config, SyncPeriod period, TimeProvider time)
{
    /// <summary>How far the last window reaches over the present, since it is asked for only after a wait for the rate limit or some tries.</summary>
    private static readonly TimeSpan Beyond = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly List<TimeWindow> _windows = [];
    private bool _isComplete;

    /// <summary>Where the first window begins; to be set before one is asked for.</summary>
    public long StartMs { get; set; }

    /// <summary>The end of the last window, once that has been planned.</summary>
    public long EndMs => _windows.Count == 0 ? period.EndMs : _windows[^1].EndMs;

    /// <summary>Whether a window was the last one, which reaches over the present, and was asked for before its end.</summary>
    public bool ReachesPresent(TimeWindow window, DateTimeOffset askedAt) =>
        period.IsOpen && _isComplete && window == _windows[^1] && askedAt.ToUnixTimeMilliseconds() < window.EndMs;

    /// <summary>Null behind the last one.</summary>
    /// <param name="index">At most one more than before.</param>
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

        // Also where a window happens to end just over the present: it is the last one only if it reaches as far as the last one should.
        var reach = (now + Beyond).ToUnixTimeMilliseconds();
        var end = period.IsOpen && start < (_windows.Count == 0 ? now.ToUnixTimeMilliseconds() : reach) ? reach : period.EndMs;
        _windows.AddRange(TimeWindow.Cut(start, end, config.Window).Take(1));
        _isComplete = start >= end || _windows[^1].EndMs == end;
    }
}
