using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Dixa.Connector.Containers;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Warehouse.Harness;
using Microsoft.Data.Sqlite;

namespace Dixa.Warehouse.EndToEnd;

/// <summary>The program as it ships: what a signal does, what a second one is told, and what it keeps of the source's own count.</summary>
public sealed class SyncTests(PostgresCluster cluster)
{
    private const string TalksUntilStopped = """trap 'touch "$here/told"; record 3; state 3; exit 143' TERM; record 1; state 1; record 2; touch "$here/waits"; while true; do sleep 0.05; done""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AStopGoesOnToTheSourceAndWhatIsWholeIsKept(bool isPostgres)
    {
        using Database database = isPostgres ? new PostgresDatabase(cluster) : new SqliteDatabase();
        using var source = new ShellSource(TalksUntilStopped);
        using var process = Programs.Start(Programs.Warehouse, "sync", "--config", source.Config(database), "--source", source.Command, "--every", "1h");
        var ended = Programs.EndAsync(process);
        await UntilAsync(() => File.Exists(source.PathOf("waits")), ended);

        // A second one is refused while this one runs.
        using var second = Programs.Start(Programs.Warehouse, "sync", "--config", source.Config(database), "--source", source.Command);
        var (refused, said) = await Programs.EndAsync(second);
        Assert.Equal(1, refused);
        Assert.Contains("Another sync of", said, StringComparison.Ordinal);

        var clock = Stopwatch.StartNew();
        Programs.Signal(process.Id, "TERM");
        var (code, _) = await ended;

        Assert.Equal(143, code);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.True(File.Exists(source.PathOf("told")));
        Assert.Equal(["1", "2", "3"], database.Rows("people", "id"));
        Assert.Equal(["stopped"], database.Rows("_sync_runs", "status"));
    }

    [Fact]
    public async Task ASourceThatDoesNotStopIsCutOffInTime()
    {
        using var database = new SqliteDatabase();
        var taken = await StopDespiteItsSourceAsync(database);

        Assert.InRange(taken, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(["1"], database.Rows("people", "id"));
    }

    /// <summary>The end of a run is written to the database, which somebody holds: the process ends all the same, and its source with it.</summary>
    [Fact]
    public async Task ASourceDoesNotOutliveASyncThatCannotEnd()
    {
        using var database = new SqliteDatabase();
        await StopDespiteItsSourceAsync(database, () => Hold(database));
    }

    /// <remarks>The parent never takes the child's end, so that the kernel still shows it: a signal's number, or an exit code times 256.</remarks>
    [Theory]
    [InlineData("TERM", 15)]
    [InlineData("INT", 2)]
    [InlineData("HUP", 1)]
    public async Task AParentSeesTheSignal(string signal, int status)
    {
        using var database = new SqliteDatabase();
        using var source = new ShellSource(TalksUntilStopped);

        // Bash, since its background jobs don't ignore SIGINT once job control is on.
        using var parent = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", "set -m; trap - HUP; \"$0\" sync --config \"$1\" --source \"$2\" > /dev/null 2>&1 & echo $! >&2; exec sleep 600", Programs.Warehouse, source.Config(database), source.Command]) { RedirectStandardError = true })!;
        try
        {
            var child = await parent.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
            await UntilAsync(() => File.Exists(source.PathOf("waits")), Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken));
            Programs.Signal(int.Parse(child!, CultureInfo.InvariantCulture), signal);
            await UntilAsync(() => Fields(child!)[0] == "Z", Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken));

            Assert.Equal(status, int.Parse(Fields(child!)[^1], CultureInfo.InvariantCulture));
            Assert.Equal(["1", "2", "3"], database.Rows("people", "id"));
        }
        finally
        {
            parent.Kill();
        }
    }

    /// <remarks>The other end of the trace that <c>TheRequestsOfAReadAreCountedInTraces</c> asks of the connector.</remarks>
    [Fact]
    public async Task TheRequestsOfTheSourceAreKeptWithTheRun()
    {
        await using var simulator = await SimulatorServer.StartAsync(Small, ct: TestContext.Current.CancellationToken);
        using var database = new SqliteDatabase();
        await SyncAsync(simulator, database, Programs.Source);

        Assert.Equal([$"succeeded|{simulator.Requests.All.Count}"], database.Rows("_sync_runs", "status, requests"));
    }

    /// <remarks>By the program as it ships: trimmed, and with time zones of its own, on a machine that need not have any.</remarks>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TheViewsAreThereAtTheEndOfASync(bool isPostgres)
    {
        await using var simulator = await SimulatorServer.StartAsync(Small, ct: TestContext.Current.CancellationToken);
        using Database database = isPostgres ? new PostgresDatabase(cluster) : new SqliteDatabase();
        var said = await SyncAsync(simulator, database, Programs.Source, new JsonObject { ["timezone"] = "America/New_York", ["business_hours"] = "Office", ["streams"] = new JsonArray("all") });

        Assert.Contains("The views are up to date: 30 conversations, 30 of them computed anew", said, StringComparison.Ordinal);
        Assert.Equal(["America/New_York|Office"], database.Rows("_views_state", "timezone, business_hours"));
        Assert.Equal([$"{simulator.Organization.Conversations.Count}"], database.Rows("daily_volume", "sum(created)"));
        Assert.NotEqual(["0"], database.Rows("response_times", "count(median_first_response_business_seconds)"));
    }

    [Fact]
    public async Task ASyncThatBringsNothingLeavesTheViewsAlone()
    {
        await using var simulator = await SimulatorServer.StartAsync(Small, ct: TestContext.Current.CancellationToken);
        using var database = new SqliteDatabase();
        Assert.Contains("The views are up to date", await SyncAsync(simulator, database, Programs.Source), StringComparison.Ordinal);
        var (code, said) = await RunAsync(simulator, database, Programs.Source, "of-nobody");

        Assert.Equal(1, code);
        Assert.Contains("does not accept the API token", said, StringComparison.Ordinal);
        Assert.DoesNotContain("The views are up to date", said, StringComparison.Ordinal);
        Assert.Equal(["30"], database.Rows("conversation_facts", "count(*)"));
    }

    /// <remarks>The files that the source is given are this user's alone, and so is their directory: the container runs as this user.</remarks>
    [Fact]
    public async Task ASourceInAContainerIsGivenItsFiles()
    {
        DockerEngine.Require();
        await ConnectorImages.BuildAsync();
        await using var simulator = await SimulatorServer.StartAsync(Small, ct: TestContext.Current.CancellationToken);
        using var database = new SqliteDatabase();
        await SyncAsync(simulator, database, $"{DockerEngine.ClientPath} run --rm --network host --user {{user}} -v {{directory}}:{{directory}} {ConnectorImages.Connector}");

        Assert.Equal([$"{simulator.Organization.Conversations.Count}"], database.Rows("conversations", "count(*)"));
        Assert.Equal(["succeeded"], database.Rows("_sync_runs", "status"));
    }

    private static SimulatorOptions Small => new() { Months = 1, Conversations = 30, EndUsers = 10, Limits = RateLimits.None };

    private static async Task<string> SyncAsync(SimulatorServer simulator, Database database, string source, JsonObject? more = null)
    {
        var (code, said) = await RunAsync(simulator, database, source, simulator.Options.Token, more);
        Assert.True(code == 0, said);
        return said;
    }

    private static async Task<(int Code, string Said)> RunAsync(SimulatorServer simulator, Database database, string source, string token, JsonObject? more = null)
    {
        var directory = Directory.CreateTempSubdirectory("dixa-sync-test-");
        try
        {
            var config = Path.Combine(directory.FullName, "config.json");
            var settings = new JsonObject
            {
                ["api_token"] = token,
                ["start_date"] = DateTime.UtcNow.AddDays(-60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["dixa_api_url"] = simulator.Url.ToString(),
                ["exports_api_url"] = simulator.Url.ToString(),
                ["exports_requests_per_minute"] = 6000,
                ["api_requests_per_second"] = 1000,
            };
            var whole = new JsonObject { ["database"] = database.Setting, ["schema"] = database.Schema, ["source"] = settings };
            foreach (var (name, value) in more ?? [])
            {
                whole[name] = value?.DeepClone();
            }

            await File.WriteAllTextAsync(config, whole.ToJsonString(), TestContext.Current.CancellationToken);
            using var process = Programs.Start(Programs.Warehouse, "sync", "--config", config, "--source", source);
            return await Programs.EndAsync(process);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task UntilAsync(Func<bool> condition, Task otherwise)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.False(otherwise.IsCompleted, "it ended too early");
            Assert.True(tries < 3000, "a minute was not enough");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Stops a sync whose source pays no attention. Both end, the sync by the signal.</summary>
    /// <param name="prepare">What is done before the signal, and undone after the end.</param>
    /// <returns>How long the sync took to end.</returns>
    private static async Task<TimeSpan> StopDespiteItsSourceAsync(SqliteDatabase database, Func<IDisposable>? prepare = null)
    {
        using var source = new ShellSource("""trap '' TERM; record 1; state 1; touch "$here/waits"; while true; do sleep 0.05; done""");
        using var process = Programs.Start(Programs.Warehouse, "sync", "--config", source.Config(database), "--source", source.Command);
        var ended = Programs.EndAsync(process);
        await UntilAsync(() => File.Exists(source.PathOf("waits")), ended);
        var child = Programs.ChildOf(process.Id)!.Value;
        using var prepared = prepare?.Invoke();
        var clock = Stopwatch.StartNew();
        Programs.Signal(process.Id, "TERM");
        var (code, _) = await ended;
        var taken = clock.Elapsed;

        Assert.Equal(143, code);

        // Who is killed dies when the kernel has come to it.
        Assert.True(SpinWait.SpinUntil(() => HasDied(child), TimeSpan.FromMinutes(1)));
        return taken;
    }

    /// <summary>Somebody who is about to write, and does not: nobody else can.</summary>
    private static SqliteConnection Hold(SqliteDatabase database)
    {
        var connection = new SqliteConnection($"Data Source={database.Setting};Pooling=False");
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        return connection;
    }

    private static bool HasDied(int process)
    {
        try
        {
            return Fields($"{process}")[0] == "Z";
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>What the kernel shows of a process behind its name: the state first, the exit code last.</summary>
    private static string[] Fields(string process) => File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Trim().Split(' ');
}
