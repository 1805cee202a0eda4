using Dixa.Connector.Containers;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(ContainersFirst))]

namespace Dixa.Connector.Containers;

/// <summary>Begins with the containers, which take longest one by one.</summary>
public sealed class ContainersFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => collection.TestCollectionDisplayName == ContainerCollection.Name)];
}
