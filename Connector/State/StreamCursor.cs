namespace Dixa.Connector.State;

/// <summary>A stream's cursor: its name in records and in states, and its format.</summary>
public sealed record StreamCursor(string Name, CursorForm Form);
