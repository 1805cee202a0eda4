namespace Dixa.Simulator.Data;

/// <summary>The value of a custom field: a text, or the path of a selected option.</summary>
public sealed record CustomFieldValue(Guid AttributeId, string? Text, IReadOnlyList<string>? Path);
