using System.Globalization;

namespace Dixa.Warehouse.Stores.Sqlite;

public sealed partial class SqliteStore
{
    public LastRun? ReadLastRun() => Try(() =>
    {
        using var command = SqliteConnections.Command(Connection, "SELECT status, began_at, ended_at, records, error FROM _sync_runs WHERE ended_at IS NOT NULL ORDER BY id DESC LIMIT 1");
        using var reader = command.ExecuteReader();
        return reader.Read() ? new LastRun(reader.GetString(0), Time(reader.GetString(1)), Time(reader.GetString(2)), reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetString(4)) : null;
    });

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
