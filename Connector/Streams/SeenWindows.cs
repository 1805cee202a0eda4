using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>Keeps the windows that a stream has read, and whether every changed conversation was seen in them.</summary>
/// <remarks>
/// A conversation that left its window before the window was requested is in the last one, if that one reached past the present and
/// was requested last. Otherwise it may have been missed, with messages of any age. The next sync then has to request the messages of
/// every conversation that changed.
/// </remarks>
public sealed class SeenWindows(ChangedConversations conversations)
{
    private (ChangedWindow Changed, TimeWindow Window)? _last;
    private bool _isInOrder = true;

    /// <summary>Whether every changed conversation has been seen.</summary>
    public bool AreAll => _isInOrder && _last is { } last && conversations.ReachesPresent(last.Window, last.Changed.AskedAt);

    public void Add(TimeWindow window, ChangedWindow changed)
    {
        _isInOrder &= changed.Number > (_last?.Changed.Number ?? 0);
        _last = (changed, window);
    }
}
