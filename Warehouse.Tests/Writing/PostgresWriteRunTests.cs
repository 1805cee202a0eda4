using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Writing;

public sealed class PostgresWriteRunTests(PostgresCluster cluster) : WriteRunTests
{
    protected override Database Database { get; } = new PostgresDatabase(cluster);
}
