namespace Dixa.Connector.Sync;

/// <summary>What changed in a window, by id, as it stood when the window was exported.</summary>
public sealed record ChangedWindow(DateTimeOffset ReadAt, IEnumerable<ChangedConversation> Conversations);
