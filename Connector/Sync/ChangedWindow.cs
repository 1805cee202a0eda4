namespace Dixa.Connector.Sync;

/// <summary>What changed in a window, by id, as it stood when the window was exported.</summary>
/// <param name="Number">How many windows have been asked for before it.</param>
/// <param name="AskedAt">Dixa's time when it was asked.</param>
public sealed record ChangedWindow(int Number, DateTimeOffset AskedAt, IEnumerable<ChangedConversation> Conversations);
