using System.Net.Sockets;
using Npgsql;

namespace Dixa.Warehouse.Stores.Postgres;

/// <summary>What PostgreSQL's errors mean: whether another connection may help, and what the user can do.</summary>
/// <remarks>The codes: https://www.postgresql.org/docs/current/errcodes-appendix.html.</remarks>
public static class PostgresErrors
{
    private const string IdleInTransactionTimeout = "25P03";

    /// <summary>Since PostgreSQL 17.</summary>
    private const string TransactionTimeout = "25P04";

    /// <summary>The exception to throw in place of one of the driver's.</summary>
    /// <param name="server">The server and the database, without a password.</param>
    public static Exception Explain(Exception exception, string server) => exception switch
    {
        PostgresException answer when IsPassing(answer.SqlState) => new StoreLostException($"{server}: {answer.MessageText}", exception),
        PostgresException answer => Explain(answer, server),
        NpgsqlException or SocketException or IOException or TimeoutException or ObjectDisposedException => new StoreLostException($"{server}: {Innermost(exception).Message}", exception),
        _ => exception,
    };

    /// <summary>Gives up or undoes something. That it can't be said to a server that has gone is no news: it does so by itself.</summary>
    public static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or InvalidOperationException)
        {
        }
    }

    private static WarehouseException Explain(PostgresException answer, string server)
    {
        var text = answer.MessageText;
        var (kind, sentence) = answer.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => (FailureKind.Configuration, $"{server} doesn't let this user in: {text}. Check the user name and the password."),
            PostgresErrorCodes.InvalidCatalogName => (FailureKind.Configuration, $"{server}: {text}. Create the database first: CREATE DATABASE …"),
            PostgresErrorCodes.InsufficientPrivilege => (FailureKind.Configuration, $"{server}: {text}. This user needs CREATE on the schema, or on the database so that it can make the schema, and to own the tables."),
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.DatatypeMismatch or PostgresErrorCodes.InvalidColumnReference or "22P03" or "22P04"
                => (FailureKind.Configuration, $"{server}: {text}. Somebody has changed or dropped a table while it was written to; the next run mends what it lacks."),
            PostgresErrorCodes.UniqueViolation => (FailureKind.Configuration, $"{server}: {text}. Rows were appended before and have keys more than once, or the key has changed: rename the table and read the stream again."),
            PostgresErrorCodes.NotNullViolation or PostgresErrorCodes.CheckViolation or PostgresErrorCodes.ForeignKeyViolation
                => (FailureKind.Configuration, $"{server}: {text}. Somebody has added a constraint to the table, which rows of the stream don't meet."),
            PostgresErrorCodes.DiskFull => (FailureKind.Transient, $"The disk of {server} is full. What was committed is kept; make room and run it again."),
            PostgresErrorCodes.FeatureNotSupported => (FailureKind.Configuration, $"{server}: {text}. A view on the table may stand in the way of a column that has to change."),
            _ => (FailureKind.System, $"{server}: {text}."),
        };
        return new WarehouseException(kind, sentence, $"SQLSTATE {answer.SqlState} {answer.Detail} {answer.Where}".TrimEnd(), answer);
    }

    /// <summary>Connection lost or timed out within a transaction, server going down or coming up, too many connections, a deadlock, a lock not gotten: nothing that is wrong with what was asked.</summary>
    private static bool IsPassing(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("40", StringComparison.Ordinal)
        || state is PostgresErrorCodes.TooManyConnections or IdleInTransactionTimeout or TransactionTimeout or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled;

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
