namespace Dixa.Connector.Containers;

/// <summary>The container tests, which run one by one after all others: building images takes the whole machine, and others measure time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ContainerCollection
{
    public const string Name = "Containers";
}
