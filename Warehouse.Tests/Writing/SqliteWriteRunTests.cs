using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Writing;

public sealed class SqliteWriteRunTests : WriteRunTests
{
    protected override Database Database { get; } = new SqliteDatabase();
}
