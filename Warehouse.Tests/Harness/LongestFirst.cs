using Dixa.Connector.Harness;
using Dixa.Warehouse.EndToEnd.Properties;
using Dixa.Warehouse.Harness;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Dixa.Warehouse.Harness;

/// <summary>Begins with the cases of kills, which take as long as all others together: begun last, they would be waited for alone.</summary>
public sealed class LongestFirst() : CollectionOrder(Of(typeof(ExactlyOnceTests)));
