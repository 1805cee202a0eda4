using Dixa.Connector.Json;

namespace Dixa.Connector.Streams;

/// <summary>A row that has children: its id and its record.</summary>
/// <param name="Id">The id in the address of its children.</param>
/// <param name="Json">The parent's own record; empty for a parent that is not read.</param>
/// <param name="Changes">Changes to what the API sent; null if there are none.</param>
public sealed record Parent(string Id, ReadOnlyMemory<byte> Json, IReadOnlyList<FieldChange>? Changes = null);
