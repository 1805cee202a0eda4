using System.Data.Common;
using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Stores.Postgres;
using Npgsql;

namespace Dixa.Warehouse.Harness;

/// <summary>A schema of its own in the tests' server.</summary>
public sealed class PostgresDatabase : Database
{
    private readonly string _schema = $"test_{Guid.NewGuid():N}";

    /// <summary>The connections of a store are named after the schema, so that a test can cut its own.</summary>
    public PostgresDatabase(PostgresCluster cluster) => Setting = $"{cluster.Start()}?application_name={_schema}";

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
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(PostgresUrl.Parse(Setting).ConnectionString) { ApplicationName = "test" }.ConnectionString);
        connection.Open();
        return connection;
    }
}
