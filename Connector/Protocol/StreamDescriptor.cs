namespace Dixa.Connector.Protocol;

/// <summary>A stream's name on the wire. The namespace is whatever the configured catalog says, usually none.</summary>
public sealed record StreamDescriptor(string Name, string? Namespace = null);
