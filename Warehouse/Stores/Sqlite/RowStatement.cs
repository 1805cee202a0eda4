using Dixa.Warehouse.Tables;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Dixa.Warehouse.Stores.Sqlite;

/// <summary>A prepared statement that takes rows: the cells first, in the order of the table, then further numbers or texts.</summary>
public sealed class RowStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public RowStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(sqlite3_prepare_v3(_database, sql, SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Binds cells of the row that was read last.</summary>
    /// <param name="count">How many, from the first one on.</param>
    public void Bind(RowReader row, int count)
    {
        var cells = row.Cells;
        for (var i = 0; i < count; i++)
        {
            ref readonly var cell = ref cells[i];
            Check(cell.Kind switch
            {
                CellKind.Null => sqlite3_bind_null(_statement, i + 1),
                CellKind.Boolean or CellKind.WholeNumber => sqlite3_bind_int64(_statement, i + 1, cell.Value),
                CellKind.Number => BindNumber(i + 1, row.Bytes(cell)),
                _ => BindText(i + 1, row.Bytes(cell)),
            });
        }
    }

    public void Bind(int parameter, long value) => Check(sqlite3_bind_int64(_statement, parameter, value));

    public void Bind(int parameter, ReadOnlySpan<byte> text) => Check(BindText(parameter, text));

    public void Execute()
    {
        var result = sqlite3_step(_statement);
        _ = sqlite3_reset(_statement);
        if (result != SQLITE_DONE)
        {
            Check(result);
        }
    }

    public void Dispose() => _statement.Dispose();

    /// <summary>An empty span has no address, which SQLite would take for NULL.</summary>
    private int BindText(int parameter, ReadOnlySpan<byte> text) =>
        text.IsEmpty ? sqlite3_bind_text(_statement, parameter, "") : sqlite3_bind_text(_statement, parameter, text);

    /// <summary>A whole number or a double where it is that number, else its text.</summary>
    private int BindNumber(int parameter, ReadOnlySpan<byte> text)
    {
        if (System.Buffers.Text.Utf8Parser.TryParse(text, out long whole, out var used) && used == text.Length && text is not [(byte)'-', (byte)'0'])
        {
            return sqlite3_bind_int64(_statement, parameter, whole);
        }

        return DecimalNumber.FitsDouble(text, out var value) ? sqlite3_bind_double(_statement, parameter, value) : BindText(parameter, text);
    }

    private void Check(int result)
    {
        if (result != SQLITE_OK)
        {
            throw new SqliteException(sqlite3_errmsg(_database).utf8_to_string(), result & 0xFF, result);
        }
    }
}
