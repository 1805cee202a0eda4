namespace Dixa.Simulator.Generation;

/// <summary>A first or last name, and how its owner spells it in an address.</summary>
public sealed record NamePart(string Text, string Latin);
