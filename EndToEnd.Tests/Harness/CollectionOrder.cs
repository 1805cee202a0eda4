using Xunit.Sdk;
using Xunit.v3;

namespace Dixa.Connector.Harness;

/// <summary>Begins with the named collections, in this order; the others follow as they come.</summary>
/// <param name="first">How the display names of the first ones begin: a collection's own name, or <see cref="Of"/>.</param>
public abstract class CollectionOrder(params IReadOnlyList<string> first) : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection.TestCollectionDisplayName))];

    /// <summary>What xunit calls the collection of a class that is in no other.</summary>
    protected static string Of(Type type) => $"Test collection for {type.FullName} ";

    private int Place(string name) => first.TakeWhile(start => !name.StartsWith(start, StringComparison.Ordinal)).Count();
}
