namespace Dixa.Connector.Sync;

/// <summary>What changed in a window, by id, as it stood when the window was exported.</summary>
/// <param name="Number">How many windows have been asked for before it.</param>
/// <param name="AskedAt">Dixa's time when it was asked.</param>
/// <param name="Requesters">Who asked in them, from the time on that was joined for; none where nobody did.</param>
public sealed record ChangedWindow(
    int Number,
    DateTimeOffset AskedAt,
    IEnumerable<ChangedConversation> Conversations,
    IReadOnlyList<KeyedTable<Guid, Requester>> Requesters);
