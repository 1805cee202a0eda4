namespace Dixa.Connector.Protocol;

/// <summary>A stream's name in the protocol. The namespace comes from the configured catalog and is usually absent.</summary>
public sealed record StreamDescriptor(string Name, string? Namespace = null);
