namespace Dixa.Connector.Json;

/// <summary>Called for a value that violates its schema. The value is written unchanged.</summary>
/// <param name="type">What the schema says about it.</param>
/// <param name="value">The value's text; empty for a key that is missing.</param>
public delegate void SchemaViolationHandler(SchemaType type, ReadOnlySpan<byte> value);
