using System.Data.Common;
using System.Text.Json.Nodes;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Stores;

namespace Dixa.Warehouse.Harness;

/// <summary>A database of one test: where it is, and what is in it.</summary>
public abstract class Database : IDisposable
{
    /// <summary>What the settings say of it.</summary>
    public abstract string Setting { get; }

    /// <summary>The schema of this test.</summary>
    public abstract string Schema { get; }

    public bool IsPostgres => this is PostgresDatabase;

    public WarehouseConfig Config(DeletionMode deletions = DeletionMode.Delete) => new(Setting, Schema, deletions, null, []);

    public virtual IStore Store(DeletionMode deletions = DeletionMode.Delete)
    {
        var store = StoreFactory.Create(Config(deletions));
        store.Open();
        return store;
    }

    /// <summary>What a table is called in a statement.</summary>
    public abstract string Name(string table, string? space = null);

    /// <summary>The rows that a statement gives, each value as text: NULL as <c>null</c>, booleans as 0 and 1.</summary>
    public IReadOnlyList<string> Query(string sql) => [.. Read(sql).Select(row => string.Join('|', row.Select(Text)))];

    /// <summary>The rows that a statement gives, as the driver has them.</summary>
    public IReadOnlyList<object[]> Read(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Carries out a statement.</summary>
    public void Run(string sql) => Query(sql);

    public IReadOnlyList<string> Rows(string table, string columns, string order = "1") => Query($"SELECT {columns} FROM {Name(table)} ORDER BY {order}");

    /// <summary>The rows of a table as records, with what is in <c>_extra</c> beside the columns.</summary>
    public IReadOnlyList<JsonObject> Records(string table)
    {
        if (IsPostgres)
        {
            return [.. Query($"SELECT (to_jsonb(t) || coalesce(_extra, '{{}}'))::text FROM {Name(table)} AS t").Select(row => (JsonObject)JsonNode.Parse(row)!)];
        }

        using var connection = Connect();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the tests' own.
        command.CommandText = $"SELECT * FROM {Name(table)}";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var records = new List<JsonObject>();
        while (reader.Read())
        {
            var record = new JsonObject();
            for (var i = 0; i < reader.FieldCount; i++)
            {
                record[reader.GetName(i)] = Node(reader.GetValue(i), reader.GetDataTypeName(i));
            }

            foreach (var (name, value) in (record["_extra"] as JsonObject)?.ToList() ?? [])
            {
                record[name] = value?.DeepClone();
            }

            records.Add(record);
        }

        return records;
    }

    public string One(string sql) => Assert.Single(Query(sql));

    public abstract void Dispose();

    protected abstract DbConnection Connect();

    private static JsonNode? Node(object value, string type) => value switch
    {
        DBNull => null,
        long number when type == "boolean_int" => number == 1,
        long number => number,
        double number => number,
        string text when type == "json_text" => JsonNode.Parse(text),
        string text when type == "number_blob" => JsonNode.Parse(text),
        _ => (string)value,
    };

    private static string Text(object value) => value switch
    {
        DBNull => "null",
        bool truth => truth ? "1" : "0",
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
