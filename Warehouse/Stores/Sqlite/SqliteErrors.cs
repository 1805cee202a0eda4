using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Dixa.Warehouse.Stores.Sqlite;

/// <summary>What SQLite's errors mean to the user.</summary>
public static class SqliteErrors
{
    /// <summary>The exception that says what to do.</summary>
    /// <param name="path">The database's file.</param>
    /// <param name="lockTimeout">How long a lock was waited for.</param>
    public static WarehouseException Explain(SqliteException exception, string path, TimeSpan lockTimeout)
    {
        var (kind, sentence) = exception.SqliteErrorCode switch
        {
            SQLITE_BUSY or SQLITE_LOCKED => (FailureKind.Transient, $"Another program has kept {path} locked for longer than {lockTimeout.TotalSeconds:0} seconds. Nothing of what was waiting is lost: run it again when the lock is gone."),
            SQLITE_FULL => (FailureKind.Transient, $"The disk of {path} is full. What was committed is kept; make room and run it again."),
            SQLITE_IOERR => (FailureKind.Transient, $"{path} can't be read or written: {exception.Message}. What was committed is kept."),
            SQLITE_READONLY or SQLITE_PERM or SQLITE_AUTH => (FailureKind.Configuration, $"{path} can't be written to by this user. SQLite needs to write the file and its directory."),
            SQLITE_CANTOPEN => (FailureKind.Configuration, $"{path} can't be opened. Its directory must exist, and this user must be able to write to both."),
            SQLITE_NOTADB or SQLITE_CORRUPT => (FailureKind.Configuration, $"{path} is no SQLite database, or is damaged. Give another file, or move this one away."),
            SQLITE_CONSTRAINT => (FailureKind.Configuration, $"A table of {path} refuses a row that the stream brings: {exception.Message}. Somebody has changed the table, or its rows were appended before and have keys more than once."),
            SQLITE_ERROR or SQLITE_SCHEMA => (FailureKind.Configuration, $"{path} doesn't take a statement: {exception.Message}. Somebody may have changed or dropped a table while it was written to; the next run mends what it lacks."),
            _ => (FailureKind.System, $"SQLite failed with {path}: {exception.Message}"),
        };
        return new WarehouseException(kind, sentence, $"SQLite error {exception.SqliteExtendedErrorCode}", exception);
    }
}
