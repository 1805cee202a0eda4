using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Stores.Postgres;

/// <content>How tables come to be, and grow.</content>
public sealed partial class PostgresStore
{
    private void CreateSchema(string schema)
    {
        // IF NOT EXISTS would ask for the right to create one even where there is one.
        if (Scalar("SELECT 1 FROM pg_namespace WHERE nspname = $1", schema) is null)
        {
            Execute($"CREATE SCHEMA IF NOT EXISTS {SqlText.Quote(schema)}");
        }
    }

    private bool Exists(string schema, string name) => Scalar("SELECT to_regclass($1)::text", PostgresTable.Qualify(schema, name)) is string;

    private bool HasColumn(string schema, string table, string column) =>
        (bool)Scalar("SELECT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass($1) AND attname = $2 AND NOT attisdropped)", PostgresTable.Qualify(schema, table), column)!;

    private TablePlan Build(ConfiguredStream stream, string schema, string name)
    {
        var table = PostgresTable.Qualify(schema, name);
        var existing = ColumnsOf(table);
        var plan = TablePlan.Make(stream, existing);
        if (existing.Count == 0)
        {
            Execute(PostgresTable.Create(table, plan.Columns, _marks));
        }
        else
        {
            var missing = PostgresTable.SystemColumnsOf(_marks).Where(column => existing.All(each => each.Name != column.Name)).Select(column => $"ADD COLUMN {SqlText.Quote(column.Name)} {column.Type}");
            var changes = plan.Added.Select(column => $"ADD COLUMN {PostgresColumns.Declare(column)}").Concat(missing)
                .Concat(plan.Widened.Select(each => $"ALTER COLUMN {SqlText.Quote(each.Column.Name)} TYPE {PostgresColumns.Of(each.Column.Type)} USING {PostgresColumns.Widen(each.Column, each.Before.Type!.Value)}"))
                .ToList();
            if (changes.Count > 0)
            {
                Execute($"ALTER TABLE {table} {SqlText.List(changes)}");
            }
        }

        var index = Names.WithFingerprint($"{name}_key");
        if (stream.IsDeduplicated && !Exists(schema, index))
        {
            Execute($"CREATE UNIQUE INDEX {SqlText.Quote(index)} ON {table} ({SqlText.List(plan.Columns.Where(column => column.IsKey).Select(column => SqlText.Quote(column.Name)))})");
        }

        return plan;
    }

    private List<StoredColumn> ColumnsOf(string table)
    {
        using var command = Command("SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum", table);
        using var reader = command.ExecuteReader();
        var columns = new List<StoredColumn>();
        while (reader.Read())
        {
            columns.Add(new StoredColumn(reader.GetString(0), PostgresColumns.Parse(reader.GetString(1)), reader.GetString(1)));
        }

        return columns;
    }

    /// <summary>Makes the table that takes the rows of a refresh until it is complete: where there is no key, and are rows of earlier refreshes.</summary>
    private string? NextOf(ConfiguredStream stream, string schema, string name, TablePlan plan, Generation generation)
    {
        var next = TableNames.NextOf(name);
        var isThere = Exists(schema, next);
        var earlier = $"{SqlText.Quote(SystemColumns.Generation)} < $1";
        if (isThere && generation.IsRefresh)
        {
            // What an earlier refresh has left is of no use; what this one has brought before it was cut off is.
            Execute($"DELETE FROM {PostgresTable.Qualify(schema, next)} WHERE {earlier}", generation.Minimum);
        }

        if (stream.IsDeduplicated || !generation.IsRefresh
            || (!isThere && !(bool)Scalar($"SELECT EXISTS (SELECT 1 FROM {PostgresTable.Qualify(schema, name)} WHERE {earlier})", generation.Minimum)!))
        {
            return null;
        }

        Build(stream with { Key = [], Properties = [.. plan.Columns.Select(column => new StreamProperty(column.Property, column.Type))] }, schema, next);
        return next;
    }
}
