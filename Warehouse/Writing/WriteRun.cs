using System.Text.Json;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Tables;
using Serilog;

namespace Dixa.Warehouse.Writing;

/// <summary>Takes the messages of a source to the tables: one thread reads lines, another one writes rows.</summary>
/// <remarks>
/// A record waits with its stream until a message covers it: a STATE of the stream or of all, or the stream's COMPLETE. Only
/// then does it go to the database, together with that state, in one transaction. So whatever is killed, what is committed is what
/// a committed state says.
/// </remarks>
public sealed class WriteRun : IDisposable
{
    private readonly IWriteOutput _output;
    private readonly IntakeStreams _streams;
    private readonly CommitQueue _queue;
    private readonly MemoryBudget _budget;
    private readonly MessageIntake _intake;
    private readonly Committer _committer;
    private readonly CancellationTokenSource _broken = new();
    private readonly Lock _taking = new();
    private bool _hasStopped;

    public WriteRun(IStore store, RunId run, IReadOnlyList<Table> tables, WriteOptions options, ILogger log, IWriteOutput output)
    {
        _output = output;
        _streams = new IntakeStreams(tables.Select(table => new StreamIntake(table)));
        _queue = new CommitQueue(() => store.Stages ? Math.Max(1, options.BatchBytes / 2) : null);
        _budget = new MemoryBudget(options.MemoryBytes);
        _intake = new MessageIntake(_streams, _queue, _budget, options, log, output);
        _committer = new Committer(store, run, _queue, _budget, options, log, Committed);
    }

    public IReadOnlyList<StreamIntake> Streams => _streams.All;

    /// <summary>Reads the input to its end, and commits what is covered.</summary>
    /// <param name="stop">Cancelled to take no more; what was covered before is still committed.</param>
    /// <exception cref="WarehouseException">Something was wrong with the input, or with the database.</exception>
    public WriteOutcome Run(Stream input, CancellationToken stop)
    {
        var writing = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, _broken.Token);

        // A read of a pipe can't be broken off: on a stop its thread is left behind.
        var reading = Task.Factory.StartNew(() => Read(input, both.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            reading.Wait(both.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or AggregateException)
        {
            // What it is comes below, after what the database has to say.
        }

        lock (_taking)
        {
            _hasStopped = true;
        }

        _queue.Complete();
        writing.GetAwaiter().GetResult();
        var isCut = reading.IsCompleted && !reading.IsCanceled && reading.GetAwaiter().GetResult();
        return new WriteOutcome(
            [.. Streams.Select(stream => new StreamOutcome(stream.Table.Stream, stream.Committed, stream.ReceivedBytes, stream.Open.Count, stream.End == "COMPLETE"))],
            _intake.Messages,
            _intake.HasStatuses,
            isCut);
    }

    public void Dispose()
    {
        foreach (var stream in Streams)
        {
            stream.Open.Dispose();
        }

        _budget.Dispose();
        _broken.Dispose();
    }

    private void Write()
    {
        try
        {
            _committer.Run(CancellationToken.None);
        }
        catch (MalformedRecordException exception)
        {
            throw WarehouseException.Transient($"A record is broken, so nothing after the last state is kept: {exception.Message}", exception);
        }
        finally
        {
            _broken.Cancel();
        }
    }

    /// <summary>Takes all lines, and says whether the last one was cut.</summary>
    private bool Read(Stream input, CancellationToken cancellationToken)
    {
        using var lines = new LineReader(input);
        try
        {
            while (lines.Read())
            {
                if (lines.IsCut && !IsWhole(lines.Line))
                {
                    return true;
                }

                lock (_taking)
                {
                    if (_hasStopped)
                    {
                        return false;
                    }

                    _intake.Take(lines.Line, cancellationToken);
                }
            }
        }
        catch (IOException exception)
        {
            throw new WarehouseException(FailureKind.System, $"The input can't be read: {exception.Message}", null, exception);
        }
        catch (OperationCanceledException)
        {
            // The record that had no room is of no state that was handed on.
        }

        return false;
    }

    private void Committed(IReadOnlyList<CommitUnit> units)
    {
        foreach (var unit in units)
        {
            if (unit.State is { } state)
            {
                _output.Committed(state, unit.Records);
            }
        }
    }

    /// <summary>Whether a last line without a line feed is a message all the same: an object that is closed.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, RowReader.ReaderOptions);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
