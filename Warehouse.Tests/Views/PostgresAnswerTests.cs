using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Views;

public sealed class PostgresAnswerTests(PostgresCluster cluster) : AnswerTests
{
    protected override Database Database { get; } = new PostgresDatabase(cluster);
}
