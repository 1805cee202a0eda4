using System.Text.Json;

namespace Dixa.Connector.Faults.Source;

/// <summary>A row that a stream should have.</summary>
/// <param name="CursorMs">The time by which it is found; null in a list.</param>
/// <param name="Conversation">What it hangs on; 0 in a list.</param>
/// <param name="Parent">What it hangs on in a list of children.</param>
/// <param name="IsDefective">Whether it shows another cursor than that time, or none.</param>
/// <param name="Content">Members that the row must have, if they were read.</param>
public sealed record SourceRow(string Key, long? CursorMs = null, long Conversation = 0, string? Parent = null, bool IsDefective = false, JsonElement? Content = null)
{
    /// <summary>Whether the stream may have the row and need not.</summary>
    public bool IsOptional { get; init; }
}
