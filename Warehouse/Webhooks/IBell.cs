namespace Dixa.Warehouse.Webhooks;

/// <summary>What an event rings: it wakes a run, which reads what has changed.</summary>
public interface IBell
{
    /// <summary>An event is committed. It is called once for each event that was not there yet, from any thread, and never waits.</summary>
    /// <param name="eventFqn">The event's name as it came, such as <c>CONVERSATION_CREATED</c>: also one that is unknown; empty where the event has none.</param>
    /// <param name="eventTimestamp">When it happened, by Dixa's clock; when it was received where the event doesn't say.</param>
    void Ring(string eventFqn, DateTimeOffset eventTimestamp);
}
