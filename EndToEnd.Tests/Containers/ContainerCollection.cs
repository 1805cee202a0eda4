namespace Dixa.Connector.Containers;

/// <summary>The short ones of the container tests, one by one: they wait for most of their time, for the images first of all, and each that waits takes the place of another test.</summary>
[CollectionDefinition(Name)]
public sealed class ContainerCollection
{
    public const string Name = "Containers";
}
