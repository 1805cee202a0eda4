using Dixa.Connector.Acceptance;
using Dixa.Connector.Containers;
using Dixa.Connector.Demo;
using Dixa.Connector.Faults;
using Dixa.Connector.Harness;
using Dixa.Connector.Issues;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Dixa.Connector.Harness;

/// <summary>Begins with what takes longest one by one, and waits for most of that: begun last, it would be waited for alone.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <summary>How the display names of these begin: a collection's own name, or what xunit says of a class.</summary>
    private static readonly string[] First =
    [
        ContainerCollection.Name,
        .. new[] { typeof(ComposeTests), typeof(ImageAcceptanceTests), typeof(IntoADatabaseTests), typeof(SyncScriptTests), typeof(ExecutableAcceptanceTests), typeof(DemoFaultTests), typeof(DemoTests), typeof(WindowAdviceTests) }
            .Select(type => $"Test collection for {type.FullName} "),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.FindIndex(First, name => collection.TestCollectionDisplayName.StartsWith(name, StringComparison.Ordinal)) is >= 0 and var place ? place : First.Length)];
}
