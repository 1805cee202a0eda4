using System.Text;
using System.Text.Json.Nodes;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Writing;
using Npgsql;

namespace Dixa.Warehouse.Stores;

/// <summary>Rows of the next batch are staged by a second session while the batch before is committed: whatever becomes of either, nothing is lost, and nothing is there twice.</summary>
public sealed class PostgresStagingTests(PostgresCluster cluster) : IDisposable
{
    private const string Lock = "stream things";

    private static readonly string Things = Some.Catalog(Some.Stream("things", """{"id": {"type": "integer"}, "at": {"type": "integer"}}""", "append_dedup", "id", "at"));

    private readonly PostgresDatabase _database = new(cluster);
    private readonly List<RowBuffer> _buffers = [];

    public void Dispose()
    {
        _buffers.ForEach(buffer => buffer.Dispose());
        _database.Dispose();
    }

    [Fact]
    public async Task WhileABatchIsCommittedTheNextOneIsStaged()
    {
        Fill();
        using var input = new StepwiseStream();
        var written = new Written();
        var running = Task.Run(() => written.Run(_database, Things, input, options: new WriteOptions { BatchBytes = 1 }), TestContext.Current.CancellationToken);
        input.Add(Some.State("things", """{"at":0}"""));
        Assert.True(SpinWait.SpinUntil(() => written.States.Count == 1 || running.IsCompleted, TimeSpan.FromMinutes(1)));
        using var blocker = Block();
        input.Add(Record(1, 1), Some.State("things", """{"at":1}"""), Record(2, 2), Some.State("things", """{"at":2}"""));

        // One waits for the table, the other one has its rows and waits for its turn.
        Assert.True(SpinWait.SpinUntil(() => Sessions("state = 'active' AND wait_event_type = 'Lock'") == 1 && Sessions("state = 'idle in transaction' AND query LIKE 'COPY pg_temp%'") == 1, TimeSpan.FromMinutes(1)));
        Assert.Single(written.States);
        await blocker.DisposeAsync();
        input.Add(Record(3, 3), Some.State("things", """{"at":3}"""), Some.Complete("things"));
        input.End();
        await running;

        written.Succeeded();
        Assert.Equal(["0|0", "1|1", "2|2", "3|3"], _database.Rows("things", "id, at"));
        Assert.Equal(4, written.States.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task ConnectionsThatAreCutAtAnyMomentLoseNothingAndBringNothingTwice(int seed)
    {
        const int units = 120;
        var random = new Random(seed);
        Fill();
        var lines = new List<string>();
        var expected = new Dictionary<int, int> { [0] = 0 };
        for (var unit = 1; unit <= units; unit++)
        {
            for (var row = random.Next(4); row >= 0; row--)
            {
                var id = random.Next(60);
                expected[id] = unit;
                lines.Add(Record(id, unit));
            }

            lines.Add(Some.State("things", $$"""{"at":{{unit}}}"""));
        }

        using var input = new StepwiseStream();
        var written = new Written();
        var options = new WriteOptions { BatchBytes = 1 + random.Next(800), FirstPause = TimeSpan.Zero, Wait = (_, _) => { } };
        var running = Task.Run(() => written.Run(_database, Things, input, options: options), TestContext.Current.CancellationToken);

        // Before its first commit a run that loses its connection has failed, and is to be run again.
        input.Add(Some.State("things", """{"at":0}"""));
        Assert.True(SpinWait.SpinUntil(() => written.States.Count == 1 || running.IsCompleted, TimeSpan.FromMinutes(1)));
        for (var at = 0; at < lines.Count;)
        {
            var some = Math.Min(lines.Count - at, 1 + random.Next(lines.Count / 6));
            input.Add([.. lines[at..(at + some)]]);
            at += some;
            var states = random.Next(units);
            SpinWait.SpinUntil(() => written.States.Count >= states || running.IsCompleted, TimeSpan.FromMilliseconds(random.Next(30)));
            _database.Query($"SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE application_name = '{_database.Schema}' AND pid <> pg_backend_pid() ORDER BY backend_start {(random.Next(2) == 0 ? "DESC" : "")} LIMIT {1 + random.Next(2)}");
        }

        input.Add(Some.Complete("things"));
        input.End();
        await running;

        written.Succeeded();
        Assert.Equal(expected.OrderBy(each => each.Key).Select(each => $"{each.Key}|{each.Value}"), _database.Rows("things", "id, at"));
        Assert.Equal(Enumerable.Range(0, units + 1), written.States.Select(state => (int)JsonNode.Parse(state)!["state"]!["stream"]!["stream_state"]!["at"]!));
        Assert.Equal(["succeeded", "succeeded"], Statuses());
    }

    [Fact]
    public void WhoeverHasLostItsLocksCommitsNothing()
    {
        var (store, batch) = Staged();
        using (store)
        {
            CutMain();
            using var other = _database.Store();
            Assert.True(other.TryLock(Lock, TimeSpan.FromMinutes(1)));

            Assert.Contains("the connection that holds the locks is gone", Assert.Throws<StoreLostException>(() => store.Commit(batch)).Message, StringComparison.Ordinal);
        }

        Assert.Empty(_database.Rows("things", "id"));
    }

    [Fact]
    public async Task ALockIsNotFreeUntilTheSecondSessionHasCommitted()
    {
        var (store, batch) = Staged();
        using (store)
        {
            using var blocker = Block();
            var committing = Task.Run(() => store.Commit(batch), TestContext.Current.CancellationToken);
            Assert.True(SpinWait.SpinUntil(() => Sessions("state = 'active' AND wait_event_type = 'Lock'") == 1, TimeSpan.FromMinutes(1)));
            CutMain();
            using var other = _database.Store();

            Assert.False(other.TryLock(Lock, TimeSpan.Zero));
            await blocker.DisposeAsync();
            await committing;
            Assert.True(other.TryLock(Lock, TimeSpan.FromMinutes(1)));
        }

        Assert.Equal(["1|1"], _database.Rows("things", "id, at"));
    }

    [Fact]
    public void WhatIsStagedAndNotCommittedIsGone()
    {
        var (store, batch) = Staged();
        using (store)
        {
            store.End(batch.Run, new RunEnd("failed", batch.Time, null, "The source went away."));
            Assert.Equal(0, Sessions("state LIKE 'idle in transaction%'"));
        }

        Assert.Empty(_database.Rows("things", "id"));
        Assert.Equal(["succeeded", "failed"], Statuses());
    }

    /// <summary>A row is there: the table is merged into from now on.</summary>
    private void Fill() => Written.To(_database, Things, Record(0, 0), Some.State("things"), Some.Complete("things")).Succeeded();

    /// <summary>A store that holds its lock, and a batch of one row that its second session has staged.</summary>
    private (IStore Store, Batch Batch) Staged()
    {
        Fill();
        var store = _database.Store();
        Assert.True(store.TryLock(Lock, TimeSpan.Zero));
        var catalog = ConfiguredCatalog.Parse(Encoding.UTF8.GetBytes(Things));
        var table = store.Prepare(catalog.Streams[0], store.ReadBookmarks().Single(bookmark => bookmark.Stream is not null));
        var run = RunId.New(DateTimeOffset.UtcNow);
        store.Begin(run, null, null, DateTimeOffset.UtcNow);
        _database.Run($"DELETE FROM {_database.Name("things")}");
        var rows = new RowBuffer();
        _buffers.Add(rows);
        rows.Append(Encoding.UTF8.GetBytes(Record(1, 1)));
        var batch = new Batch(run, 1, DateTimeOffset.UtcNow, [new StreamBatch(table, [rows], "{}", IsComplete: false)], null);
        store.Stage(batch);
        return (store, batch);
    }

    /// <summary>Ends the session that a store opened first.</summary>
    private void CutMain() =>
        _database.Query($"SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE application_name = '{_database.Schema}' AND pid <> pg_backend_pid() ORDER BY backend_start LIMIT 1");

    /// <summary>Keeps everybody from the table until it is disposed.</summary>
    private NpgsqlConnection Block()
    {
        var blocker = new NpgsqlConnection(Postgres.PostgresUrl.Parse(_database.Setting).ConnectionString + ";Application Name=blocker");
        blocker.Open();
        using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE {_database.Name("things")}", blocker);
        command.ExecuteNonQuery();
        return blocker;
    }

    private IReadOnlyList<string> Statuses() => _database.Query($"SELECT status FROM {_database.Name("_sync_runs")} ORDER BY id");

    private long Sessions(string condition) =>
        (long)_database.Read($"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{_database.Schema}' AND pid <> pg_backend_pid() AND {condition}")[0][0];

    private static string Record(int id, int at) => Some.Record("things", $$"""{"id":{{id}},"at":{{at}}}""");
}
