namespace Dixa.Connector.Streams;

/// <summary>An end user, and when a conversation of theirs was last updated.</summary>
public readonly record struct Requester(Guid Id, long UpdatedAtMs);
