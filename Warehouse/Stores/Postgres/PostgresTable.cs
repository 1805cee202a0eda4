using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Stores.Postgres;

/// <summary>The statements of a table.</summary>
public static class PostgresTable
{
    /// <summary>What stands in the rows that the staging table takes, besides the cells.</summary>
    private static readonly string Ordinal = SqlText.Quote(SystemColumns.Ordinal);

    /// <summary>As many rows as it takes to tell a table that is loaded again from one that grows.</summary>
    private const int Sample = 100;

    private static readonly string[] Own = [SqlText.Quote(SystemColumns.Extra), SqlText.Quote(SystemColumns.Changes)];

    private static readonly string[] Stamps = [SqlText.Quote(SystemColumns.LoadedAt), SqlText.Quote(SystemColumns.Generation)];

    public static string NameOf(Table table) => Qualify(table.Schema!, table.Name);

    public static string Qualify(string schema, string name) => $"{SqlText.Quote(schema)}.{SqlText.Quote(name)}";

    public static IEnumerable<(string Name, string Type)> SystemColumnsOf(bool marks) =>
    [
        (SystemColumns.Extra, "jsonb"),
        (SystemColumns.Changes, "jsonb"),
        (SystemColumns.LoadedAt, "timestamp with time zone"),
        (SystemColumns.Generation, "bigint"),
        .. marks ? [(SystemColumns.DeletedAt, "timestamp with time zone")] : Array.Empty<(string, string)>(),
    ];

    public static string Create(string table, IEnumerable<TableColumn> columns, bool marks) =>
        $"CREATE TABLE {table} ({SqlText.List(columns.Select(PostgresColumns.Declare).Concat(SystemColumnsOf(marks).Select(column => $"{SqlText.Quote(column.Name)} {column.Type}")))})";

    /// <summary>The table of this connection alone in which rows wait to be merged. It is emptied by each commit.</summary>
    public static string CreateStage(Table table, string stage) =>
        $"CREATE TEMP TABLE IF NOT EXISTS {stage} ({SqlText.List([.. table.Columns.Select(PostgresColumns.Declare), $"{Own[0]} jsonb", $"{Own[1]} jsonb", $"{Ordinal} bigint"])}) ON COMMIT DELETE ROWS";

    /// <summary>Takes rows by COPY: cells, then <c>_ordinal</c> for a stage, else the time and the generation.</summary>
    public static string Copy(Table table, string into, bool isStage) =>
        $"COPY {into} ({SqlText.List([.. Cells(table), .. isStage ? [Ordinal] : Stamps])}) FROM STDIN (FORMAT BINARY)";

    /// <summary>Merges the stage into the table: of each key the latest row, where it is not older than the one that is there.</summary>
    /// <param name="rows">What is known of the rows of the stage. Where one of a key has no cursor, it is the order in which they came that counts, up to the last of those.</param>
    /// <param name="passesSame">Whether rows that the table has already, each value the same, are left as they are.</param>
    public static string Merge(Table table, string stage, StagedRows rows, bool marks, bool passesSame)
    {
        var keys = table.Key.Select(key => SqlText.Quote(key.Name)).ToList();
        var cells = Cells(table).ToList();
        var cursor = table.Cursor is { } column ? SqlText.Quote(column.Name) : null;
        var updates = cells.Except(keys).Concat(Stamps).Select(name => $"{name} = excluded.{name}").Concat(marks ? [$"{SqlText.Quote(SystemColumns.DeletedAt)} = NULL"] : []);
        var source = rows.HasNullCursors && cursor is not null
            ? $"(SELECT * FROM (SELECT *, max({Ordinal}) FILTER (WHERE {cursor} IS NULL) OVER (PARTITION BY {SqlText.List(keys)}) AS \"_last_null\" FROM {stage}) AS each WHERE {Ordinal} >= coalesce(\"_last_null\", -1)) AS stage"
            : stage;
        var where = rows.HasNullKeys ? $" WHERE {string.Join(" AND ", keys.Select(key => $"{key} IS NOT NULL"))}" : "";
        var latest = !rows.MayRepeatKeys ? $"SELECT * FROM {stage}{where}" : $"SELECT DISTINCT ON ({SqlText.List(keys)}) * FROM {source}{where} ORDER BY {SqlText.List(keys)}, {(cursor is null ? "" : $"{cursor} DESC NULLS LAST, ")}{Ordinal} DESC";
        return $"""
            INSERT INTO {NameOf(table)} AS stored ({SqlText.List([.. cells, .. Stamps])})
            SELECT {SqlText.List(cells)}, $1, $2 FROM ({latest}) AS coming
            {(passesSame ? $"WHERE NOT EXISTS (SELECT FROM {NameOf(table)} AS same WHERE {IsSame(table, "$2", marks)})" : "")}
            ON CONFLICT ({SqlText.List(keys)}) DO UPDATE SET {SqlText.List(updates)} WHERE {SqlText.IsLater("stored", cursor)}
            """;
    }

    /// <summary>Asks whether most of some rows of the stage are in the table already, each value the same. The generation is the parameter.</summary>
    public static string AreMostlySame(Table table, string stage, bool marks) =>
        $"SELECT 2 * count(*) > {Sample} FROM (SELECT * FROM {stage} LIMIT {Sample}) AS coming WHERE EXISTS (SELECT FROM {NameOf(table)} AS same WHERE {IsSame(table, "$1", marks)})";

    /// <summary>Takes the rows that lack a part of their key: each is a row of its own, and the same one is not kept twice.</summary>
    public static IEnumerable<string> MergeKeyless(Table table, string stage)
    {
        var cells = Cells(table).ToList();
        var values = table.Columns.Select(column => SqlText.Quote(column.Name)).Append(Own[0]).ToList();
        var lacks = string.Join(" OR ", table.Key.Select(key => $"stage.{SqlText.Quote(key.Name)} IS NULL"));
        yield return $"DELETE FROM {NameOf(table)} AS stored USING {stage} AS stage WHERE ({lacks}) AND {string.Join(" AND ", values.Select(name => $"stored.{name} IS NOT DISTINCT FROM stage.{name}"))}";
        yield return $"INSERT INTO {NameOf(table)} ({SqlText.List([.. cells, .. Stamps])}) SELECT DISTINCT ON ({SqlText.List(values)}) {SqlText.List(cells)}, $1, $2 FROM {stage} AS stage WHERE {lacks} ORDER BY {SqlText.List(values)}, {Ordinal} DESC";
    }

    /// <summary>Moves the rows of a refresh into the table.</summary>
    public static string TakeOver(Table table, string next)
    {
        var columns = SqlText.List([.. Cells(table), .. Stamps]);
        return $"INSERT INTO {NameOf(table)} ({columns}) SELECT {columns} FROM {next}";
    }

    /// <summary>Whether a stored row, called <c>same</c>, is one that comes. Rows are compared by their bytes: 1.0 equals 1.00 in every other way.</summary>
    private static string IsSame(Table table, string generation, bool marks)
    {
        var keys = table.Key.Select(key => SqlText.Quote(key.Name)).Select(key => $"same.{key} = coming.{key}");
        return $"""
            {string.Join(" AND ", keys)} AND same.{Stamps[1]} = {generation}{(marks ? $" AND same.{SqlText.Quote(SystemColumns.DeletedAt)} IS NULL" : "")}
            AND ROW({SqlText.List(Cells(table).Select(name => $"same.{name}"))})::record *= ROW({SqlText.List(Cells(table).Select(name => $"coming.{name}"))})::record
            """;
    }

    private static IEnumerable<string> Cells(Table table) => table.Columns.Select(column => SqlText.Quote(column.Name)).Concat(Own);
}
