using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>The windows of changed conversations that a stream has gone through, and whether no conversation can have slipped between them.</summary>
/// <remarks>
/// A conversation that left its window before that was asked for is in the last one, if that reached over the present and was
/// asked for last. Else it has not been seen, with messages of any age, and the next sync has to ask for the messages of
/// whatever changed.
/// </remarks>
public sealed class SeenWindows(ChangedConversations conversations)
{
    private (ChangedWindow Changed, TimeWindow Window)? _last;
    private bool _isInOrder = true;

    /// <summary>Whether every conversation has been seen.</summary>
    public bool AreAll => _isInOrder && _last is { } last && conversations.ReachesPresent(last.Window, last.Changed.AskedAt);

    public void Add(TimeWindow window, ChangedWindow changed)
    {
        _isInOrder &= changed.Number > (_last?.Changed.Number ?? 0);
        _last = (changed, window);
    }
}
