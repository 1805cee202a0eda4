using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Views;

public sealed class SqliteViewTests : ViewTests
{
    protected override Database Database { get; } = new SqliteDatabase();
}
