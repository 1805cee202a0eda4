using System.Data.Common;
using System.Globalization;
using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Stores.Postgres;
using Dixa.Warehouse.Tables;
using Dixa.Warehouse.Views.Inputs;
using Npgsql;

namespace Dixa.Warehouse.Views;

/// <summary>Views in a schema of PostgreSQL.</summary>
public sealed class PostgresViews : ViewDatabase
{
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly string _schema;
    private readonly string _description;
    private readonly List<string> _grants = [];

    /// <param name="schema">The schema of the streams' tables, and of the views.</param>
    public PostgresViews(NpgsqlConnectionStringBuilder settings, string schema)
    {
        (_schema, _description) = (schema, $"PostgreSQL on {settings.Host}, database {settings.Database ?? settings.Username}, schema {schema}");

        // Which view of the user's depends on one of ours, only the detail says.
        settings.IncludeErrorDetail = true;
        _source = PostgresUrl.Source(settings);
        try
        {
            _connection = _source.OpenConnection();

            // A temporary table is found before one of the schema. The planner is to sort in memory, and not to compile what runs for a second.
            Execute($"SET search_path = {SqlText.Quote(schema)}; SET work_mem = '64MB'; SET jit = off; SET client_min_messages = warning; SET timezone = 'UTC'");
        }
        catch (DbException exception)
        {
            _connection?.Dispose();
            _source.Dispose();
            throw Explain(exception);
        }
    }

    public override string Dialect => "Postgres";

    public override IInputDialect Inputs { get; } = new PostgresInputs();

    protected override DbConnection Connection => _connection;

    public override string Literal(DateTimeOffset time) => $"'{time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}'::timestamptz";

    public override InputTable? FindTable(string name, IReadOnlyList<string> key)
    {
        var table = PostgresTable.Qualify(_schema, name);
        var columns = Query($"""
            SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute
            WHERE attrelid = to_regclass({Literal(table)}) AND attnum > 0 AND NOT attisdropped AND (SELECT relkind FROM pg_class WHERE oid = attrelid) IN ('r', 'p', 'v', 'm', 'f') ORDER BY attnum
            """).Select(row => new StoredColumn((string)row[0]!, PostgresColumns.Parse((string)row[1]!), (string)row[1]!)).ToList();
        if (columns.Count == 0)
        {
            return null;
        }

        var keys = Query($"""
            SELECT array_to_string(array(SELECT attname::text FROM pg_attribute WHERE attrelid = indrelid AND attnum = ANY (indkey)), ' ') FROM pg_index
            WHERE indrelid = to_regclass({Literal(table)}) AND indisunique AND indpred IS NULL AND indexprs IS NULL
            """).Select(row => ((string)row[0]!).Split(' ').ToHashSet(StringComparer.OrdinalIgnoreCase));
        return new InputTable(table, columns, key.Count > 0 && keys.Any(each => each.SetEquals(key)));
    }

    public override void PutView(string name, string query)
    {
        Execute("SAVEPOINT put_view");
        try
        {
            Execute($"CREATE OR REPLACE VIEW {SqlText.Quote(name)} AS {query}");
            Execute("RELEASE SAVEPOINT put_view");
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidTableDefinition)
        {
            // Columns that the view had have another place, type or name.
            Execute("ROLLBACK TO SAVEPOINT put_view");
            Drop([name], []);
            Execute($"CREATE VIEW {SqlText.Quote(name)} AS {query}");
        }
    }

    public override void Drop(IEnumerable<string> views, IEnumerable<string> tables)
    {
        foreach (var (name, kind) in views.Select(name => (name, "VIEW")).Concat(tables.Select(name => (name, "TABLE"))))
        {
            _grants.AddRange(Query($"""
                SELECT format('GRANT %s ON %I TO %s%s', privilege_type, relname, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END, CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                FROM pg_class CROSS JOIN LATERAL aclexplode(relacl) WHERE oid = to_regclass({Literal(PostgresTable.Qualify(_schema, name))}) AND grantee <> relowner
                """).Select(row => (string)row[0]!));
            Execute($"DROP {kind} IF EXISTS {SqlText.Quote(name)}");
        }
    }

    public override void RestoreRights()
    {
        Execute(_grants);
        _grants.Clear();
    }

    public override void Analyze(params IEnumerable<string> tables) => Execute($"ANALYZE {SqlText.List(tables)}");

    protected override Exception Explain(DbException exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DependentObjectsStillExist } answer => WarehouseException.Configuration(
            $"{_description}: {answer.MessageText}: {answer.Detail}. This version has other columns there. Drop what depends on it, run dixa-warehouse views, and make it again.", exception),
        PostgresException { SqlState: PostgresErrorCodes.WrongObjectType } answer => WarehouseException.Configuration(
            $"{_description}: {answer.MessageText}. A table has the name of a view: rename the table, or give the views another schema.", exception),
        _ => PostgresErrors.Explain(exception, _description),
    };

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            _connection.Dispose();
            _source.Dispose();
        }
    }
}
