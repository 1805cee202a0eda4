using Dixa.Warehouse.Harness;
using Microsoft.Data.Sqlite;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>Does to a sync what was drawn.</summary>
/// <param name="cluster">The server of one case at a time, since it may be restarted; null for SQLite.</param>
public sealed class Striker(PostgresCluster? cluster)
{
    /// <summary>Does it; false where there is nothing left to strike.</summary>
    public async Task<bool> StrikeAsync(Disturbance kind, Database database, RunningSync sync)
    {
        switch (kind)
        {
            case Disturbance.KillSource or Disturbance.StopSource:
                if (sync.Source is not { } source)
                {
                    return false;
                }

                Programs.Signal(source, kind == Disturbance.KillSource ? "KILL" : "TERM");
                return true;
            case Disturbance.CutDatabase when cluster is not null:
                database.Query($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{database.Schema}'");
                return true;
            case Disturbance.CutDatabase:
                await LockAsync(((SqliteDatabase)database).Path);
                return true;
            case Disturbance.RestartDatabase when cluster is not null:
                await Task.Run(cluster.Down);
                await Task.Run(cluster.Up);
                return true;
            default:
                if (sync.Warehouse is not { } warehouse)
                {
                    return false;
                }

                Programs.Signal(warehouse, kind == Disturbance.StopWarehouse ? "TERM" : "KILL");
                return true;
        }
    }

    private static async Task LockAsync(string path)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=1");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        try
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await Task.Delay(300, TestContext.Current.CancellationToken);
        }
        catch (SqliteException)
        {
            // The warehouse has it just now.
        }
    }
}
