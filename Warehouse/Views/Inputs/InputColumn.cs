namespace Dixa.Warehouse.Views.Inputs;

/// <summary>A column that the views read.</summary>
/// <param name="Name">What they call it.</param>
/// <param name="Property">What the stream calls it.</param>
/// <param name="Member">A member of the object in it that is meant, as a text; null for the whole.</param>
public sealed record InputColumn(string Name, string Property, InputKind Kind, string? Member = null);
