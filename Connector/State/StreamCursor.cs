namespace Dixa.Connector.State;

/// <summary>A stream's cursor: the member's name, in records and in states, and how its value is written.</summary>
public sealed record StreamCursor(string Name, CursorForm Form);
