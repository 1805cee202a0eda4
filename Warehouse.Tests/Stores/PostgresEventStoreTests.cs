using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Stores;

public sealed class PostgresEventStoreTests(PostgresCluster cluster) : EventStoreTests
{
    protected override Database Database { get; } = new PostgresDatabase(cluster);
}
