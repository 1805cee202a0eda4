using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Stores.Sqlite;

/// <content>How tables come to be, and grow.</content>
public sealed partial class SqliteStore
{
    private TablePlan Build(ConfiguredStream stream, string name)
    {
        var existing = ColumnsOf(name);
        var plan = TablePlan.Make(stream, existing);
        if (existing.Count == 0)
        {
            SqliteConnections.Execute(Connection, SqliteTable.Create(name, plan.Columns, marksDeletions));
        }
        else
        {
            var missing = SqliteTable.SystemColumnsOf(marksDeletions).Where(column => existing.All(each => each.Name != column)).Select(column => (column, SqliteTable.DeclaredAs(column)));
            foreach (var (column, type) in plan.Added.Select(column => (column.Name, SqliteTypes.Of(column.Type))).Concat(missing))
            {
                SqliteConnections.Execute(Connection, $"ALTER TABLE {SqlText.Quote(name)} ADD COLUMN {SqlText.Quote(column)} {type}");
            }

            if (plan.Widened.Count > 0)
            {
                Widen(name, plan);
            }
        }

        if (stream.IsDeduplicated)
        {
            var key = plan.Columns.Where(column => column.IsKey).Select(column => SqlText.Quote(column.Name));
            SqliteConnections.Execute(Connection, $"CREATE UNIQUE INDEX IF NOT EXISTS {SqlText.Quote(Names.WithFingerprint($"{name}_key"))} ON {SqlText.Quote(name)} ({SqlText.List(key)})");
        }

        return plan;
    }

    /// <summary>SQLite can't change a column's type: a new column takes the place of the old one.</summary>
    private void Widen(string name, TablePlan plan)
    {
        foreach (var (column, before) in plan.Widened)
        {
            var table = SqlText.Quote(name);
            var old = SqlText.Quote(column.Name);
            var wide = SqlText.Quote(Names.WithFingerprint($"{column.Name} widened"));
            using (var indexes = SqliteConnections.Command(Connection, "SELECT name FROM pragma_index_list($1) AS each WHERE origin = 'c' AND EXISTS (SELECT 1 FROM pragma_index_info(each.name) AS part WHERE part.name = $2)", name, column.Name))
            {
                using var reader = indexes.ExecuteReader();
                var names = new List<string>();
                while (reader.Read())
                {
                    names.Add(reader.GetString(0));
                }

                reader.Close();
                names.ForEach(index => SqliteConnections.Execute(Connection, $"DROP INDEX {SqlText.Quote(index)}"));
            }

            SqliteConnections.Execute(Connection, $"ALTER TABLE {table} ADD COLUMN {wide} {SqliteTypes.Of(column.Type)}");
            SqliteConnections.Execute(Connection, $"UPDATE {table} SET {wide} = {SqliteTypes.Widen(column.Name, before.Type!.Value, column.Type)}");
            SqliteConnections.Execute(Connection, $"ALTER TABLE {table} DROP COLUMN {old}");
            SqliteConnections.Execute(Connection, $"ALTER TABLE {table} RENAME COLUMN {wide} TO {old}");
        }
    }

    private List<StoredColumn> ColumnsOf(string name)
    {
        using var command = SqliteConnections.Command(Connection, "SELECT name, type FROM pragma_table_info($1)", name);
        using var reader = command.ExecuteReader();
        var columns = new List<StoredColumn>();
        while (reader.Read())
        {
            columns.Add(new StoredColumn(reader.GetString(0), SqliteTypes.Parse(reader.GetString(1)), reader.GetString(1)));
        }

        return columns;
    }

    /// <summary>Makes the table that takes the rows of a refresh until it is complete: where there is no key, and are rows of earlier refreshes.</summary>
    private string? NextOf(ConfiguredStream stream, string name, TablePlan plan, Generation generation)
    {
        var next = TableNames.NextOf(name);
        var isThere = ColumnsOf(next).Count > 0;
        var earlier = SqlText.Quote(SystemColumns.Generation);
        if (isThere && generation.IsRefresh)
        {
            // What an earlier refresh has left is of no use; what this one has brought before it was cut off is.
            SqliteConnections.Execute(Connection, $"DELETE FROM {SqlText.Quote(next)} WHERE {earlier} < $1", generation.Minimum);
        }

        if (stream.IsDeduplicated || !generation.IsRefresh)
        {
            return null;
        }

        using var command = SqliteConnections.Command(Connection, $"SELECT EXISTS (SELECT 1 FROM {SqlText.Quote(name)} WHERE {earlier} < $1)", generation.Minimum);
        if (!isThere && (long)command.ExecuteScalar()! == 0)
        {
            return null;
        }

        Build(stream with { Key = [], Properties = [.. plan.Columns.Select(column => new StreamProperty(column.Property, column.Type))] }, next);
        return next;
    }
}
