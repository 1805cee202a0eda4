using System.Data.Common;
using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Stores.Postgres;
using Npgsql;

namespace Dixa.Warehouse.Pages.Data;

/// <summary>A schema of PostgreSQL, in a session that is read-only and cuts off what takes too long.</summary>
public sealed class PostgresPageDatabase : PageDatabase
{
    private readonly NpgsqlDataSource _source;
    private readonly string _schema;

    public PostgresPageDatabase(NpgsqlConnectionStringBuilder settings, string schema)
    {
        _schema = schema;
        var builder = new NpgsqlSlimDataSourceBuilder(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { ApplicationName = "dixa-warehouse serve" }.ConnectionString);
        builder.EnableTransportSecurity();
        _source = builder.Build();
        Description = $"PostgreSQL on {settings.Host}, database {settings.Database ?? settings.Username}, schema {schema}";
    }

    public override string Description { get; }

    protected override string Begin => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    protected override string ExistsQuery(string table) => $"SELECT CASE WHEN to_regclass('{table}') IS NULL THEN 0::bigint ELSE 1 END";

    protected override DbConnection Open()
    {
        var connection = _source.OpenConnection();
        try
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The schema's name is quoted.
            command.CommandText = $"""
                SET default_transaction_read_only = on; SET statement_timeout = '60s'; SET idle_in_transaction_session_timeout = '60s'; SET lock_timeout = '10s'; SET jit = off;
                SET search_path = {SqlText.Quote(_schema)}
                """;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override Exception Explain(DbException exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName } answer =>
            new MissingTablesException($"{Description}: {answer.MessageText}", exception),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } answer => WarehouseException.Configuration(
            $"{Description}: {answer.MessageText}. The page's user needs USAGE on the schema and SELECT on its tables.", exception),
        _ => PostgresErrors.Explain(exception, Description),
    };

    protected override void Dispose(bool isDisposing)
    {
        base.Dispose(isDisposing);
        if (isDisposing)
        {
            _source.Dispose();
        }
    }
}
