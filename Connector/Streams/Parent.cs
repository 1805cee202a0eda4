using Dixa.Connector.Json;

namespace Dixa.Connector.Streams;

/// <summary>A row that others hang on: its id, and itself.</summary>
/// <param name="Id">What the child's address names it by.</param>
/// <param name="Json">The parent's own record; empty for a parent that is not read.</param>
/// <param name="Changes">What of the record is not as the API sent it; null for nothing.</param>
public sealed record Parent(string Id, ReadOnlyMemory<byte> Json, IReadOnlyList<FieldChange>? Changes = null);
