namespace Dixa.Connector.Streams;

/// <summary>A row that others hang on: its id, and itself.</summary>
/// <param name="Id">What the child's address names it by.</param>
/// <param name="Json">The parent's own record; empty for a parent that is not read.</param>
public sealed record Parent(string Id, ReadOnlyMemory<byte> Json);
