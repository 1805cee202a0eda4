using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Stores;

public sealed class PostgresStoreTests(PostgresCluster cluster) : StoreTests
{
    protected override Database Database { get; } = new PostgresDatabase(cluster);
}
