namespace Dixa.Connector.Json;

/// <summary>Fields that the connector adds to a record, as JSON members: <c>"teamId":"…"</c>. Empty if there are none.</summary>
public delegate ReadOnlySpan<byte> AddedFields(in JsonRecord record);
