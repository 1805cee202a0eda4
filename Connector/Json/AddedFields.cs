namespace Dixa.Connector.Json;

/// <summary>What the connector adds to a record, as JSON members: <c>"teamId":"…"</c>. Empty for nothing.</summary>
public delegate ReadOnlySpan<byte> AddedFields(in JsonRecord record);
