using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Stores;

public sealed class SqliteStoreTests : StoreTests
{
    protected override Database Database { get; } = new SqliteDatabase();
}
