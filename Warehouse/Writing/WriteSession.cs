using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Stores;
using Serilog;

namespace Dixa.Warehouse.Writing;

/// <summary>A run from its row in <c>_sync_runs</c> to what that row says at last: locks, tables, the input and how it ended.</summary>
public sealed class WriteSession : IDisposable
{
    /// <summary>How long the connection of a process that was killed may take to go.</summary>
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(30);

    private readonly IStore _store;
    private readonly WriteOptions _options;
    private readonly RunId _id;
    private readonly WriteRun _run;

    private WriteSession(IStore store, WriteOptions options, RunId id, WriteRun run) => (_store, _options, _id, _run) = (store, options, id, run);

    public IReadOnlyList<StreamIntake> Streams => _run.Streams;

    /// <summary>How many requests the source made, if anybody says so.</summary>
    public long? Requests { get; set; }

    /// <summary>Makes the tables of an open store ready.</summary>
    /// <param name="beganBy">What begins the run; null where a platform does.</param>
    /// <exception cref="WarehouseException">The database can't be used as the catalog wants it, or another run writes to one of the tables.</exception>
    public static WriteSession Begin(IStore store, ConfiguredCatalog catalog, WriteOptions options, ILogger log, IWriteOutput output, string? beganBy = null)
    {
        foreach (var stream in catalog.Streams)
        {
            if (!store.TryLock($"stream {stream.Name}", LockWait))
            {
                throw WarehouseException.Transient($"Another run writes to the table of {stream.Name}. Two would undo each other's work: run this one when that has ended.");
            }
        }

        var bookmarks = store.ReadBookmarks();
        var tables = catalog.Streams.Select(stream => store.Prepare(stream, bookmarks.FirstOrDefault(bookmark => bookmark.Stream == stream.Name))).ToList();
        foreach (var table in tables.Where(table => table.LeftOut.Count > 0))
        {
            log.Warning("{Stream:l} has more properties than a table has room for: {Count} go to _extra, from {First:l} on.", table.Stream, table.LeftOut.Count, table.LeftOut[0]);
        }

        var id = RunId.New(options.Time.GetUtcNow());
        store.Begin(id, catalog.Streams.Select(stream => stream.SyncId).FirstOrDefault(syncId => syncId is not null), beganBy, options.Time.GetUtcNow());
        return new WriteSession(store, options, id, new WriteRun(store, id, tables, options, log, output));
    }

    /// <summary>Takes the input to its end, and notes how it ended.</summary>
    /// <param name="judge">Says how the run went, once the input has ended and what it brought is committed.</param>
    /// <exception cref="WarehouseException">Something was wrong with the input, or with the database.</exception>
    public WriteOutcome Run(Stream input, Func<WriteOutcome, RunResult> judge, CancellationToken stop)
    {
        try
        {
            var outcome = _run.Run(input, stop);
            var result = judge(outcome);
            End(result.Status, result.Error);
            return outcome;
        }
        catch (Exception exception) when (exception is WarehouseException or StoreLostException)
        {
            TryEnd(exception.Message);
            throw;
        }
    }

    public void Dispose() => _run.Dispose();

    private void End(string status, string? error) => _store.End(_id, new RunEnd(status, _options.Time.GetUtcNow(), Requests, error));

    /// <summary>What failed may be the database itself: then its row goes on saying <c>running</c>.</summary>
    private void TryEnd(string error)
    {
        try
        {
            End("failed", error);
        }
        catch (Exception exception) when (exception is WarehouseException or StoreLostException or InvalidOperationException)
        {
        }
    }
}
