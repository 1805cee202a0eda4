namespace Dixa.Connector.Containers;

/// <summary>The container tests, one by one: they take turns at the engine and its images. Beside them others run, since they wait for most of their time.</summary>
[CollectionDefinition(Name)]
public sealed class ContainerCollection
{
    public const string Name = "Containers";
}
