using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Stores;

/// <summary>A database that keeps streams in tables. Its calls wait; one thread makes them, but for <see cref="Stage"/>.</summary>
/// <remarks>
/// Whatever goes wrong comes as <see cref="StoreLostException"/> where another connection may help, else as <see cref="WarehouseException"/>
/// with a sentence for the user.
/// </remarks>
public interface IStore : IDisposable
{
    ValueRules Rules { get; }

    /// <summary>Which database it is, without a password.</summary>
    string Description { get; }

    /// <summary>Connects, or connects again, and makes the tables of the bookkeeping where they are missing. Locks that were held are taken again.</summary>
    void Open();

    /// <summary>Waits until this process alone holds a name; false if another one still does after the time. The lock ends with the connection.</summary>
    bool TryLock(string name, TimeSpan wait);

    /// <summary>What <c>_sync_streams</c> holds.</summary>
    IReadOnlyList<Bookmark> ReadBookmarks();

    /// <summary>Makes a stream's table, or gives it what it lacks.</summary>
    Table Prepare(ConfiguredStream stream, Bookmark? bookmark);

    /// <summary>Begins a run: its row in <c>_sync_runs</c>. A sync, which holds the lock of all, closes the rows of those before it that were killed.</summary>
    /// <param name="beganBy">What begins it: its <c>began_by</c>.</param>
    void Begin(RunId run, long? syncId, string? beganBy, DateTimeOffset time);

    /// <summary>Whether <see cref="Stage"/> is of use now.</summary>
    bool Stages { get; }

    /// <summary>Brings the rows of a batch nearer while another thread commits the batch before it, so that its own commit is quicker. If it can't, the commit does it all.</summary>
    void Stage(Batch batch);

    /// <summary>Commits rows and the states that cover them, all or nothing.</summary>
    void Commit(Batch batch);

    /// <summary>How many transactions of a run have been committed.</summary>
    long CommittedBatches(RunId run);

    /// <summary>Whether a run that began after this one has committed anything.</summary>
    bool HasLaterRun(RunId run);

    void End(RunId run, RunEnd end);

    /// <summary>The last run that has ended; null if none has.</summary>
    LastRun? ReadLastRun();

    /// <summary>When the newest run of a sync began, if its row has no end: it goes on, or it was killed. Null if it has ended.</summary>
    DateTimeOffset? ReadUnendedSync();

    /// <summary>Makes a table, writes to it, reads it back and drops it: what all else needs.</summary>
    void Probe();
}
