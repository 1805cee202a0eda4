using System.Data.Common;
using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Stores.Postgres;
using Npgsql;

namespace Dixa.Warehouse.Harness;

/// <summary>A schema of its own in the tests' server.</summary>
public sealed class PostgresDatabase : Database
{
    private readonly string _own;
    private readonly string _schema = $"test_{Guid.NewGuid():N}";

    /// <summary>The connections of a store are named after the schema, so that a test can cut its own.</summary>
    /// <param name="user">Whom the store connects as; null for the one who may do everything, as the test itself does.</param>
    public PostgresDatabase(PostgresCluster cluster, string? user = null)
    {
        _own = $"{cluster.Start()}?application_name={_schema}";
        Setting = user is null ? _own : _own.Replace("postgres@", $"{user}@", StringComparison.Ordinal);
    }

    public override string Setting { get; }

    public override string Schema => _schema;

    public override string Name(string table, string? space = null) => $"{SqlText.Quote(space ?? _schema)}.{SqlText.Quote(table)}";

    public override void Dispose()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The schema's name is this class's own.
        command.CommandText = $"DROP SCHEMA IF EXISTS {_schema} CASCADE";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    protected override DbConnection Connect()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(PostgresUrl.Parse(_own).ConnectionString) { ApplicationName = "test" }.ConnectionString);
        connection.Open();
        return connection;
    }
}
