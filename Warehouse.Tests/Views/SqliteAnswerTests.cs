using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Views;

public sealed class SqliteAnswerTests : AnswerTests
{
    protected override Database Database { get; } = new SqliteDatabase();
}
