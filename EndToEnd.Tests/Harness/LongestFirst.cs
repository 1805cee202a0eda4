using Dixa.Connector.Acceptance;
using Dixa.Connector.Containers;
using Dixa.Connector.Demo;
using Dixa.Connector.Faults;
using Dixa.Connector.Harness;
using Dixa.Connector.Issues;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Dixa.Connector.Harness;

/// <summary>Begins with what takes longest one by one, and waits for most of that: begun last, it would be waited for alone.</summary>
public sealed class LongestFirst() : CollectionOrder(
    ContainerCollection.Name,
    Of(typeof(ComposeTests)),
    Of(typeof(ImageAcceptanceTests)),
    Of(typeof(IntoADatabaseTests)),
    Of(typeof(SyncScriptTests)),
    Of(typeof(ExecutableAcceptanceTests)),
    Of(typeof(DemoFaultTests)),
    Of(typeof(DemoTests)),
    Of(typeof(WindowAdviceTests)));
