namespace Dixa.Warehouse.Stores.Postgres;

public sealed partial class PostgresStore
{
    public LastRun? ReadLastRun() => Try(() =>
    {
        using var command = Command($"SELECT status, began_at, ended_at, records, error FROM {Runs} WHERE ended_at IS NOT NULL ORDER BY id DESC LIMIT 1");
        using var reader = command.ExecuteReader();
        return reader.Read() ? new LastRun(reader.GetString(0), reader.GetDateTime(1), reader.GetDateTime(2), reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetString(4)) : null;
    });
}
