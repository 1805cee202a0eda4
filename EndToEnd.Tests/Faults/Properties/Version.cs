using System.Text.Json;

namespace Dixa.Connector.Faults.Properties;

/// <summary>What a destination holds of a row.</summary>
public sealed record Version(long? CursorMs, JsonElement Data);
