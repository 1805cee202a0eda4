using Microsoft.Data.Sqlite;

namespace Dixa.Demo;

/// <summary>The database that the demo leaves behind, as anybody would ask it: no code of the warehouse's is used.</summary>
public sealed class DemoDatabase(string path)
{
    /// <summary>How many rows each table of a stream has.</summary>
    public IReadOnlyDictionary<string, long> Counts => Ask("SELECT table_name FROM _sync_streams WHERE name <> ''").Rows
        .Select(row => row[0]!)
        .ToDictionary(table => table, table => long.Parse(Ask($"SELECT count(*) FROM \"{table}\"").Rows[0][0]!, null));

    /// <summary>What a statement gives, each value as SQLite writes it.</summary>
    public Answer Ask(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the demo's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<IReadOnlyList<string?>>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : reader.GetString(column))]);
        }

        return new Answer([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
    }
}

/// <summary>Rows of a database, as text; null for NULL.</summary>
public sealed record Answer(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows);
