namespace Dixa.Connector.Json;

/// <summary>Hears of a value that can't be what its schema says. The value goes out as it is.</summary>
/// <param name="type">What the schema says of it.</param>
/// <param name="value">The value's text; empty for a key that is missing.</param>
public delegate void SchemaViolationHandler(SchemaType type, ReadOnlySpan<byte> value);
