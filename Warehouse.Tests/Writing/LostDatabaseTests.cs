using Dixa.Warehouse.Harness;
using Microsoft.Data.Sqlite;

namespace Dixa.Warehouse.Writing;

/// <summary>The database goes away in the middle: nothing is lost, and nothing is there twice.</summary>
public sealed class LostDatabaseTests(PostgresCluster cluster)
{
    private static readonly string People = Some.Catalog(Some.Stream("people", """{"id": {"type": "integer"}}"""));

    [Fact]
    public async Task AConnectionThatIsCutIsMadeAgain()
    {
        using var database = new PostgresDatabase(cluster);
        var written = await RunAsync(database, () => database.Query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '" + database.Schema + "'"));

        written.Succeeded();
        Assert.Equal(["1", "2", "3"], database.Rows("people", "id"));
        Assert.Contains(written.Log, line => line.Contains("The database is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AServerThatIsRestartedIsWaitedFor()
    {
        // A server of its own: others are not to go down with it.
        using var own = new PostgresCluster();
        using var database = new PostgresDatabase(own);
        var written = await RunAsync(database, () =>
        {
            own.Down();
            _ = Task.Run(own.Up);
        });

        written.Succeeded();
        Assert.Equal(["1", "2", "3"], database.Rows("people", "id"));
    }

    [Fact]
    public async Task AServerThatStaysAwayIsAClearErrorAfterATime()
    {
        using var own = new PostgresCluster();
        using var database = new PostgresDatabase(own);
        var written = await RunAsync(database, own.Down, new WriteOptions { Patience = TimeSpan.FromSeconds(2) });
        own.Up();

        Assert.Contains("did not come back", written.Failure, StringComparison.Ordinal);
        Assert.Single(written.States);
        Assert.Equal(["1"], database.Rows("people", "id"));
    }

    [Fact]
    public async Task ALockOfAnotherIsWaitedFor()
    {
        using var database = new PostgresDatabase(cluster);
        using var blocker = new Npgsql.NpgsqlConnection(Stores.Postgres.PostgresUrl.Parse(database.Setting).ConnectionString);
        await blocker.OpenAsync(TestContext.Current.CancellationToken);
        var written = await RunAsync(database, () =>
        {
            using var command = new Npgsql.NpgsqlCommand($"BEGIN; LOCK TABLE {database.Name("people")}", blocker);
            command.ExecuteNonQuery();
            _ = Task.Delay(2000).ContinueWith(_ => blocker.Close(), TaskScheduler.Default);
        });

        written.Succeeded();
        Assert.Equal(["1", "2", "3"], database.Rows("people", "id"));
    }

    [Fact]
    public async Task ALockOfAnotherOnAFileIsWaitedFor()
    {
        using var database = new SqliteDatabase();
        using var blocker = new SqliteConnection($"Data Source={database.Path};Pooling=False");
        var written = await RunAsync(database, () =>
        {
            TakeLock(blocker);
            _ = Task.Delay(2000).ContinueWith(_ => blocker.Close(), TaskScheduler.Default);
        });

        written.Succeeded();
        Assert.Equal(["1", "2", "3"], database.Rows("people", "id"));
    }

    [Fact]
    public async Task AFileThatStaysLockedIsAClearErrorAndTheNextRunGoesOn()
    {
        using var database = new SqliteDatabase { LockTimeout = TimeSpan.FromSeconds(1) };
        using var blocker = new SqliteConnection($"Data Source={database.Path};Pooling=False");
        var written = await RunAsync(database, () => TakeLock(blocker));
        await blocker.CloseAsync();

        Assert.Contains("has kept", written.Failure, StringComparison.Ordinal);
        Assert.Contains("locked for longer than 1 seconds", written.Failure, StringComparison.Ordinal);
        Assert.Single(written.States);
        Assert.Equal(["1"], database.Rows("people", "id"));
        Written.To(database, People, Record(2), Some.State("people"), Some.Complete("people")).Succeeded();
        Assert.Equal(["1", "2"], database.Rows("people", "id"));
    }

    [Fact]
    public void ALockOnAFileIsWaitedForAMinuteAndMore() => Assert.True(Stores.Sqlite.SqliteConnections.LockTimeout > TimeSpan.FromMinutes(1));

    [Fact]
    public async Task ARightThatIsTakenAwayInTheMiddleIsAClearErrorAndNothingOfItIsTold()
    {
        var user = $"u_{Guid.NewGuid():N}";
        using var database = new PostgresDatabase(cluster, user);
        database.Query($"CREATE USER {user}; GRANT CREATE ON DATABASE postgres TO {user}");
        try
        {
            var written = await RunAsync(database, () => database.Query($"ALTER TABLE {database.Name("people")} OWNER TO postgres"));

            Assert.Contains("needs CREATE on the schema", written.Failure, StringComparison.Ordinal);
            Assert.Single(written.States);
            Assert.Equal(["1"], database.Rows("people", "id"));
        }
        finally
        {
            database.Query($"DROP SCHEMA {database.Schema} CASCADE; DROP OWNED BY {user}; DROP USER {user}");
        }
    }

    [Fact]
    public async Task AFileThatIsDeletedIsAClearErrorAndNoStateIsToldForIt()
    {
        using var database = new SqliteDatabase();
        var written = await RunAsync(database, () => File.Delete(database.Path));

        Assert.Contains("was deleted or moved away", written.Failure, StringComparison.Ordinal);
        Assert.Single(written.States);
    }

    [Fact]
    public void AUserWithoutRightsIsToldWhichItNeeds()
    {
        using var database = new PostgresDatabase(cluster);
        database.Query($"CREATE USER u_{database.Schema}");
        try
        {
            var store = new Stores.Postgres.PostgresStore(Stores.Postgres.PostgresUrl.Parse(database.Setting.Replace("postgres@", $"u_{database.Schema}@", StringComparison.Ordinal)), database.Schema, false);
            var error = Assert.Throws<WarehouseException>(store.Open);
            Assert.Contains("needs CREATE on the schema", error.Message, StringComparison.Ordinal);
            Assert.Equal(FailureKind.Configuration, error.Kind);
        }
        finally
        {
            database.Query($"DROP USER u_{database.Schema}");
        }
    }

    private static void TakeLock(SqliteConnection blocker)
    {
        blocker.Open();
        using var command = blocker.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
    }

    /// <summary>Runs three records, each with a state, and does something once the first one is committed.</summary>
    private static async Task<Written> RunAsync(Database database, Action afterFirst, WriteOptions? options = null)
    {
        var written = new Written();
        using var input = new StepwiseStream();
        input.Add(Record(1), Some.State("people", """{"at":1}"""));
        var running = Task.Run(() => written.Run(database, People, input, options: options ?? new WriteOptions()), TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => written.States.Count == 1 || running.IsCompleted, TimeSpan.FromMinutes(1)));
        afterFirst();
        input.Add(Record(2), Some.State("people", """{"at":2}"""), Record(3), Some.State("people", """{"at":3}"""), Some.Complete("people"));
        input.End();
        await running;
        return written;
    }

    private static string Record(int id) => Some.Record("people", $$"""{"id":{{id}}}""");
}
