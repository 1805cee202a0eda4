using System.Text.Json.Nodes;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Simulator.Faults;
using Dixa.Warehouse.Harness;
using Microsoft.Data.Sqlite;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>One case: syncs of a simulated organisation that changes, each with something that befalls it, then one that nothing does.</summary>
public sealed class KillCase(int seed, Database database, PostgresCluster cluster)
{
    /// <summary>A sync that nothing befalls takes about so long; things happen before it is over, mostly.</summary>
    private const int SyncMs = 1500;

    private const int MostSyncs = 4;

    private readonly Random _random = new(seed);
    private readonly List<string> _told = [];

    /// <summary>What was done, for whoever looks into a case.</summary>
    public string Told => string.Join('\n', _told);

    public Dictionary<Disturbance, int> Done { get; } = [];

    /// <summary>Carries it out.</summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    public async Task<string?> RunAsync()
    {
        await using var simulator = await SimulatorServer.StartAsync(new SimulatorOptions { Seed = seed, Months = 2, Conversations = _random.Next(20, 200), EndUsers = 40, Limits = RateLimits.None });
        using var http = new HttpClient { BaseAddress = simulator.Url };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", simulator.Options.Token);
        var truth = new Truth(simulator, http);
        var directory = Directory.CreateTempSubdirectory("dixa-case-");
        try
        {
            var config = Path.Combine(directory.FullName, "config.json");
            await File.WriteAllTextAsync(config, Config(simulator).ToJsonString(), TestContext.Current.CancellationToken);
            for (var sync = _random.Next(1, MostSyncs + 1); sync > 0; sync--)
            {
                if (await SyncAsync(simulator, config, (Disturbance)_random.Next(1, 7)) is { } dead)
                {
                    return dead;
                }

                simulator.Faults.Clear();
                if (await CheckStatesAsync(truth) is { } wrong)
                {
                    return wrong;
                }

                if (_random.Next(2) == 0)
                {
                    simulator.Organization.Change(DateTimeOffset.UtcNow, _random.Next(1, 20));
                }
            }

            return await SyncAsync(simulator, config, Disturbance.None) ?? await CheckAllAsync(truth);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private JsonObject Config(SimulatorServer simulator) => new()
    {
        ["database"] = database.Setting,
        ["schema"] = database.Schema,
        ["source"] = new JsonObject
        {
            ["api_token"] = simulator.Options.Token,
            ["start_date"] = DateTimeOffset.UtcNow.AddDays(-100).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["window_days"] = _random.Next(1, 32),
            ["dixa_api_url"] = simulator.Url.ToString(),
            ["exports_api_url"] = simulator.Url.ToString(),
            ["exports_requests_per_minute"] = 6000,
            ["api_requests_per_second"] = 1000,
        },
    };

    private async Task<string?> SyncAsync(SimulatorServer simulator, string config, Disturbance disturbance)
    {
        if (disturbance != Disturbance.None && _random.Next(3) == 0)
        {
            simulator.Faults.Add(_random.Next(2) == 0 ? new StatusFault(500) { Skip = _random.Next(20), Times = _random.Next(1, 30) } : new CutFault(_random.Next(5000)) { Skip = _random.Next(10) });
        }

        using var process = Programs.Start(Programs.Warehouse, "sync", "--config", config);
        var ended = Programs.EndAsync(process);
        var delay = disturbance == Disturbance.None ? 0 : _random.Next(SyncMs);
        if (disturbance != Disturbance.None)
        {
            await Task.WhenAny(ended, Task.Delay(delay, TestContext.Current.CancellationToken));
            await StrikeAsync(disturbance, process.Id);
        }

        var (code, said) = await ended;
        Done[disturbance] = Done.GetValueOrDefault(disturbance) + 1;
        _told.Add($"{disturbance} after {delay} ms: exit {code}\n{said}");
        return disturbance == Disturbance.None && code != 0 ? $"a sync that nothing befell ended with {code}" : null;
    }

    private async Task StrikeAsync(Disturbance disturbance, int process)
    {
        switch (disturbance)
        {
            case Disturbance.KillWarehouse:
            case Disturbance.RestartDatabase when !database.IsPostgres:
                Programs.Signal(process, "KILL");
                break;
            case Disturbance.StopWarehouse:
                Programs.Signal(process, "TERM");
                break;
            case Disturbance.KillSource or Disturbance.StopSource when Programs.ChildOf(process) is { } child:
                Programs.Signal(child, disturbance == Disturbance.KillSource ? "KILL" : "TERM");
                break;
            case Disturbance.CutDatabase when database.IsPostgres:
                database.Query($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{database.Schema}'");
                break;
            case Disturbance.CutDatabase:
                await LockAsync(((SqliteDatabase)database).Path);
                break;
            case Disturbance.RestartDatabase:
                cluster.Down();
                cluster.Up();
                break;
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

    /// <summary>Whatever a committed state vouches for is there.</summary>
    private async Task<string?> CheckStatesAsync(Truth truth)
    {
        var tables = database.Query(database.IsPostgres
            ? $"SELECT tablename FROM pg_tables WHERE schemaname = '{database.Schema}' AND tablename = '_sync_streams'"
            : "SELECT name FROM sqlite_master WHERE name = '_sync_streams'");
        if (tables.Count == 0)
        {
            return null;
        }

        foreach (var row in database.Query($"SELECT name, state FROM {database.Name("_sync_streams")} WHERE state IS NOT NULL"))
        {
            var (name, state) = (row.Split('|')[0], JsonNode.Parse(row[(row.IndexOf('|', StringComparison.Ordinal) + 1)..])!);
            if (Truth.CursorOf(name) is not { } cursor || state["stream"]!["stream_state"]![cursor] is not JsonValue vouched || !vouched.TryGetValue(out long until))
            {
                continue;
            }

            var covered = (await truth.ReadAsync(name)).Where(each => each[cursor] is JsonValue value && value.TryGetValue(out long at) && at < until).ToList();
            if (Truth.Difference(covered, database.Records(name), mayHaveMore: true) is { } difference)
            {
                return $"the state of {name} vouches until {until}, but {difference}";
            }
        }

        return null;
    }

    private async Task<string?> CheckAllAsync(Truth truth)
    {
        foreach (var stream in Truth.Streams)
        {
            if (Truth.Difference(await truth.ReadAsync(stream), database.Records(stream), mayHaveMore: false) is { } difference)
            {
                return $"{stream}: {difference}";
            }
        }

        return null;
    }
}
