using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Stores;

public sealed class SqliteEventStoreTests : EventStoreTests
{
    protected override Database Database { get; } = new SqliteDatabase();
}
