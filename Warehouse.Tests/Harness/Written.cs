using System.Text;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Writing;
using Serilog;

namespace Dixa.Warehouse.Harness;

/// <summary>What a run in this process wrote out, and how it ended.</summary>
public sealed class Written : IWriteOutput
{
    private readonly List<string> _states = [];
    private readonly List<string> _log = [];

    /// <summary>The states that were handed on, in their order.</summary>
    public IReadOnlyList<string> States => _states;

    public IReadOnlyList<string> Log => _log;

    public WriteOutcome? Outcome { get; private set; }

    /// <summary>What was thrown, if anything was.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Called with each state that is committed.</summary>
    public Action<string>? OnState { get; init; }

    public static Written To(Database database, string catalog, params string[] lines) => new Written().Run(database, catalog, lines);

    public Written Run(Database database, string catalog, IEnumerable<string> lines, DeletionMode deletions = DeletionMode.Delete, WriteOptions? options = null) =>
        Run(database, catalog, new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")))), deletions, options);

    public Written Run(Database database, string catalog, Stream input, DeletionMode deletions = DeletionMode.Delete, WriteOptions? options = null)
    {
        using var logger = new LoggerConfiguration().WriteTo.Sink(new ListSink(_log)).CreateLogger();
        try
        {
            using var store = database.Store(deletions);
            using var session = WriteSession.Begin(store, ConfiguredCatalog.Parse(Encoding.UTF8.GetBytes(catalog)), options ?? new WriteOptions(), logger, this);
            Outcome = session.Run(input, outcome => RunResult.Of(outcome.Failure, isStopped: false), TestContext.Current.CancellationToken);
        }
#pragma warning disable CA1031 // Tests look at what it is.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Error = exception;
        }

        return this;
    }

    /// <summary>The run went well; says why if it didn't.</summary>
    public Written Succeeded()
    {
        Assert.Null(Error);
        Assert.Null(Outcome!.Failure);
        return this;
    }

    /// <summary>The sentence with which the run failed.</summary>
    public string Failure => Error?.Message ?? Outcome!.Failure ?? throw new InvalidOperationException("The run succeeded.");

    public void Committed(StateMessage state, long records)
    {
        var line = Encoding.UTF8.GetString(state.WithDestinationCount(records).Span);
        _states.Add(line);
        OnState?.Invoke(line);
    }

    public void Heard(MessageKind kind, ReadOnlySpan<byte> line) => _log.Add(Encoding.UTF8.GetString(line));
}
