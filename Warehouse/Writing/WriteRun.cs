using System.Text;
using System.Text.Json;
using Dixa.Warehouse.Catalogs;
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
    private const int MostWarnings = 10;

    private readonly WriteOptions _options;
    private readonly ILogger _log;
    private readonly IWriteOutput _output;
    private readonly List<StreamIntake> _streams;
    private readonly Dictionary<byte[], List<StreamIntake>>.AlternateLookup<ReadOnlySpan<byte>> _byName;
    private readonly bool _needsNamespace;
    private readonly CommitQueue _queue = new();
    private readonly MemoryBudget _budget;
    private readonly Committer _committer;
    private readonly CancellationTokenSource _broken = new();
    private readonly Lock _taking = new();
    private bool _hasStopped;
    private long _messages;
    private long _strays;
    private bool _hasStatuses;

    public WriteRun(IStore store, RunId run, IReadOnlyList<Table> tables, WriteOptions options, ILogger log, IWriteOutput output)
    {
        (_options, _log, _output) = (options, log, output);
        _streams = [.. tables.Select(table => new StreamIntake(table))];
        var byName = new Dictionary<byte[], List<StreamIntake>>(BytesComparer.Instance);
        foreach (var group in _streams.GroupBy(stream => stream.Table.Stream.Name))
        {
            byName.Add(Encoding.UTF8.GetBytes(group.Key), [.. group]);
        }

        _byName = byName.GetAlternateLookup<ReadOnlySpan<byte>>();
        _needsNamespace = byName.Values.Any(group => group.Count > 1);
        _budget = new MemoryBudget(options.MemoryBytes);
        _committer = new Committer(store, run, _queue, _budget, options, log, Committed);
    }

    public IReadOnlyList<StreamIntake> Streams => _streams;

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
            [.. _streams.Select(stream => new StreamOutcome(stream.Table.Stream, stream.Committed, stream.ReceivedBytes, stream.Open.Count, stream.End == "COMPLETE"))],
            _messages,
            _hasStatuses,
            isCut);
    }

    public void Dispose()
    {
        _streams.ForEach(stream => stream.Open.Dispose());
        _queue.Dispose();
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

                    Take(lines.Line, cancellationToken);
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

    private void Take(ReadOnlySpan<byte> line, CancellationToken cancellationToken)
    {
        var envelope = Envelope.Read(line, _needsNamespace);
        _messages += envelope.Kind == MessageKind.None ? 0 : 1;
        switch (envelope.Kind)
        {
            case MessageKind.Record:
                TakeRecord(envelope, line, cancellationToken);
                break;
            case MessageKind.State:
                TakeState(line);
                break;
            case MessageKind.Trace:
                TakeTrace(line);
                break;
            case MessageKind.Log:
                _output.Heard(MessageKind.Log, line);
                break;
            case MessageKind.None when _strays++ < MostWarnings:
                _log.Warning("A line of the input is no message and is passed over: {Line:l}", Beginning(line));
                break;
            case MessageKind.Other when _strays++ < MostWarnings:
                _log.Information("A message that a destination has no use for is passed over: {Line:l}", Beginning(line));
                break;
        }
    }

    private void TakeRecord(in Envelope envelope, ReadOnlySpan<byte> line, CancellationToken cancellationToken)
    {
        if (envelope.Stream.IsEmpty)
        {
            throw WarehouseException.Transient($"A record is broken, so nothing after the last state is kept: {Beginning(line)}");
        }

        var stream = Find(envelope) ?? throw WarehouseException.Configuration(
            $"A record is of the stream {Encoding.UTF8.GetString(envelope.Stream)}, which the catalog lacks. Give source and destination the same catalog.");
        _budget.Take(stream.Add(line));
        if (_budget.IsExceeded && _budget.Wait(cancellationToken))
        {
            var largest = _streams.MaxBy(each => each.Open.Memory)!;
            _budget.Free(largest.Open.Spill(_options.SpillDirectory));
        }
    }

    private StreamIntake? Find(in Envelope envelope)
    {
        if (!_byName.TryGetValue(envelope.Stream, out var group))
        {
            return null;
        }

        if (group.Count == 1)
        {
            return group[0];
        }

        var space = envelope.Namespace.IsEmpty ? null : Encoding.UTF8.GetString(envelope.Namespace);
        return group.Find(each => each.Table.Stream.Namespace == space);
    }

    private void TakeState(ReadOnlySpan<byte> line)
    {
        var state = Parse(line, StateMessage.Parse) ?? throw WarehouseException.Transient($"A STATE names no stream: {Beginning(line)}");
        if (state.Stream is null)
        {
            Hand(new CommitUnit([.. _streams.Select(stream => (stream, stream.Seal()))], state, null));
            return;
        }

        var stream = Find(state.Stream) ?? throw WarehouseException.Configuration(
            $"A state is of the stream {state.Stream}, which the catalog lacks. Give source and destination the same catalog.");
        if (state.SourceCount is { } count && count != stream.Open.Count)
        {
            _log.Warning("The source says that it has sent {Sent} records of {Stream:l} since the last state; {Received} have come.", count, state.Stream, stream.Open.Count);
        }

        Hand(new CommitUnit([(stream, stream.Seal())], state with { Stream = stream.Table.Stream }, null));
    }

    private void TakeTrace(ReadOnlySpan<byte> line)
    {
        var trace = Parse(line, TraceMessage.Parse);
        if (trace is { Status: "COMPLETE" or "INCOMPLETE", Stream: { } name } && Find(name) is { } stream)
        {
            _hasStatuses = true;
            stream.End = trace.Status;
            if (trace.Status == "COMPLETE")
            {
                Hand(new CommitUnit([(stream, stream.Seal())], null, stream));
            }
        }

        _output.Heard(MessageKind.Trace, line);
    }

    /// <summary>The stream of a name; one without a namespace is found where no other has the name, since some platforms leave it out.</summary>
    private StreamIntake? Find(StreamName name) =>
        _streams.Find(each => each.Table.Stream == name)
        ?? (_streams.Where(each => each.Table.Stream.Name == name.Name).ToList() is [var only] && (name.Namespace is null || only.Table.Stream.Namespace is null) ? only : null);

    private void Hand(CommitUnit unit)
    {
        _budget.Hand(unit.Rows.Sum(each => each.Rows.Memory));
        _queue.Add(unit);
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

    private static T? Parse<T>(ReadOnlySpan<byte> line, Func<ReadOnlySpan<byte>, T?> parse)
        where T : class
    {
        try
        {
            return parse(line);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw WarehouseException.Transient($"A message of the input is broken: {Beginning(line)}", exception);
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

    /// <summary>Enough of a line to know it by. It may have what is personal, so it is little.</summary>
    private static string Beginning(ReadOnlySpan<byte> line) => $"{Encoding.UTF8.GetString(line[..Math.Min(line.Length, 80)])}{(line.Length > 80 ? "…" : "")}";
}
