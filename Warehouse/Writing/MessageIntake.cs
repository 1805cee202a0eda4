using System.Text;
using System.Text.Json;
using Dixa.Warehouse.Messages;
using Serilog;

namespace Dixa.Warehouse.Writing;

/// <summary>Takes a source's messages, line by line: keeps records with their stream, and hands them on once a message covers them.</summary>
public sealed class MessageIntake(IntakeStreams streams, CommitQueue queue, MemoryBudget budget, WriteOptions options, ILogger log, IWriteOutput output)
{
    private const int MostWarnings = 10;

    private long _strays;

    /// <summary>How many messages came.</summary>
    public long Messages { get; private set; }

    /// <summary>Whether the source tells the ends of streams.</summary>
    public bool HasStatuses { get; private set; }

    /// <summary>Takes a line.</summary>
    /// <exception cref="WarehouseException">It is a record or a state that can't be kept.</exception>
    /// <exception cref="OperationCanceledException">There was no room for a record, and there will be none.</exception>
    public void Take(ReadOnlySpan<byte> line, CancellationToken cancellationToken)
    {
        var envelope = Envelope.Read(line, streams.NeedNamespace);
        Messages += envelope.Kind == MessageKind.None ? 0 : 1;
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
                output.Heard(MessageKind.Log, line);
                break;
            case MessageKind.None when _strays++ < MostWarnings:
                log.Warning("A line of the input is no message and is passed over: {Line:l}", Beginning(line));
                break;
            case MessageKind.Other when _strays++ < MostWarnings:
                log.Information("A message that a destination has no use for is passed over: {Line:l}", Beginning(line));
                break;
        }
    }

    private void TakeRecord(in Envelope envelope, ReadOnlySpan<byte> line, CancellationToken cancellationToken)
    {
        if (envelope.Stream.IsEmpty)
        {
            throw WarehouseException.Transient($"A record is broken, so nothing after the last state is kept: {Beginning(line)}");
        }

        var stream = streams.Find(envelope) ?? throw WarehouseException.Configuration(
            $"A record is of the stream {Encoding.UTF8.GetString(envelope.Stream)}, which the catalog lacks. Give source and destination the same catalog.");
        budget.Take(stream.Add(line));
        if (budget.IsExceeded)
        {
            MakeRoom(cancellationToken);
        }
    }

    /// <summary>
    /// Waits for the database, or moves records to a file. While there is no next batch to be staged it is not waited for: a state that covers more
    /// than the memory holds has to come by way of a file in any case, and better while the batch before is committed.
    /// </summary>
    private void MakeRoom(CancellationToken cancellationToken)
    {
        var largest = streams.All.MaxBy(each => each.Open.Memory)!;
        var isWanted = queue.WantsMore && largest.Open.Memory > options.MemoryBytes / 4;
        if (isWanted || budget.Wait(cancellationToken))
        {
            budget.Free(largest.Open.Spill(options.SpillDirectory));
        }
    }

    private void TakeState(ReadOnlySpan<byte> line)
    {
        var state = Parse(line, StateMessage.Parse) ?? throw WarehouseException.Transient($"A STATE names no stream: {Beginning(line)}");
        if (state.Stream is null)
        {
            Hand(new CommitUnit([.. streams.All.Select(stream => (stream, stream.Seal()))], state, null));
            return;
        }

        var stream = streams.Find(state.Stream) ?? throw WarehouseException.Configuration(
            $"A state is of the stream {state.Stream}, which the catalog lacks. Give source and destination the same catalog.");
        if (state.SourceCount is { } count && count != stream.Open.Count)
        {
            log.Warning("The source says that it has sent {Sent} records of {Stream:l} since the last state; {Received} have come.", count, state.Stream, stream.Open.Count);
        }

        Hand(new CommitUnit([(stream, stream.Seal())], state with { Stream = stream.Table.Stream }, null));
    }

    private void TakeTrace(ReadOnlySpan<byte> line)
    {
        var trace = Parse(line, TraceMessage.Parse);
        if (trace is { Status: "COMPLETE" or "INCOMPLETE", Stream: { } name } && streams.Find(name) is { } stream)
        {
            HasStatuses = true;
            stream.End = trace.Status;
            if (trace.Status == "COMPLETE")
            {
                Hand(new CommitUnit([(stream, stream.Seal())], null, stream));
            }
        }

        output.Heard(MessageKind.Trace, line);
    }

    private void Hand(CommitUnit unit)
    {
        budget.Hand(unit.Rows.Sum(each => each.Rows.Memory));
        queue.Add(unit);
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

    /// <summary>Enough of a line to know it by. It may have what is personal, so it is little.</summary>
    private static string Beginning(ReadOnlySpan<byte> line) => $"{Encoding.UTF8.GetString(line[..Math.Min(line.Length, 80)])}{(line.Length > 80 ? "…" : "")}";
}
