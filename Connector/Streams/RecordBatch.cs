using System.Net;
using Dixa.Connector.Api;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;
using Dixa.Connector.Output;

namespace Dixa.Connector.Streams;

/// <summary>The records of one small answer, held until it is their turn to be written.</summary>
public sealed class RecordBatch : IDisposable
{
    private readonly OutputChunk _bytes = new(4096);
    private readonly List<(int End, IReadOnlyList<FieldChange> Changes)> _records = [];

    public int Count => _records.Count;

    private ReadOnlySpan<byte> this[int index] =>
        _bytes.Written.Span[(index == 0 ? 0 : _records[index - 1].End).._records[index].End];

    /// <summary>Asks for what hangs on a parent and reads the answer whole; asked again, it begins anew.</summary>
    /// <param name="parent">The parent, for the log.</param>
    /// <param name="read">Adds the answer's records.</param>
    /// <returns>Null when the parent has been deleted (404): it has nothing any more.</returns>
    public static async Task<RecordBatch?> FetchAsync(
        StreamSync sync,
        string parent,
        Func<CancellationToken, Task<HttpResponseMessage>> call,
        Func<RecordBatch, Stream, CancellationToken, ValueTask> read,
        CancellationToken cancellationToken)
    {
        try
        {
            return await sync.Client.Dixa.FetchAsync(
                $"{sync.Definition.Name} of {parent}",
                call,
                async (body, ct) =>
                {
                    var batch = new RecordBatch();
                    try
                    {
                        await read(batch, body.HoldWhole(), ct);
                        return batch;
                    }
                    catch
                    {
                        batch.Dispose();
                        throw;
                    }
                },
                sync.Statistics,
                RetryBudget.Patient,
                cancellationToken);
        }
        catch (ConnectorException exception) when (exception.Fault?.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The only record of an answer that has one; <c>{}</c> when it is empty.</summary>
    /// <exception cref="System.Text.Json.JsonException">The answer is not whole.</exception>
    public static async Task<byte[]> ReadOnlyRecordAsync(Stream body, RecordSelector place, CancellationToken cancellationToken)
    {
        var only = "{}"u8.ToArray();
        using var reader = new JsonArrayReader(body, place, RecordKeys.None);
        while (await reader.ReadMoreAsync(cancellationToken))
        {
            while (reader.TryRead(out var record))
            {
                only = record.Json.ToArray();
            }
        }

        reader.RequireOnlyPage();
        return only;
    }

    /// <summary>Writes a batch and lets it go.</summary>
    /// <returns>How many parents were skipped: 1 when there is no batch.</returns>
    public static async ValueTask<int> WriteAsync(RecordBatch? batch, StreamOutput output, CancellationToken cancellationToken)
    {
        using (batch)
        {
            for (var i = 0; i < batch?.Count; i++)
            {
                output.AppendRecord(batch[i], added: default, batch._records[i].Changes);
                if (output.IsFull)
                {
                    await output.FlushAsync(cancellationToken);
                }
            }
        }

        return batch is null ? 1 : 0;
    }

    /// <summary>Adds the records of an answer. Nothing of a batch counts before its answer has been read whole.</summary>
    /// <exception cref="System.Text.Json.JsonException">The answer is not whole.</exception>
    public async ValueTask AddAsync(StreamSync sync, Stream body, RecordSelector place, AddedFields added, CancellationToken cancellationToken)
    {
        using var reader = new JsonArrayReader(body, place, sync.Definition.Keys, sync.ReportViolation);
        while (await reader.ReadMoreAsync(cancellationToken))
        {
            while (reader.TryRead(out var record))
            {
                Add(record.Json, added(record), record.Changes);
            }
        }

        reader.RequireOnlyPage();
    }

    public void Add(ReadOnlySpan<byte> record, ReadOnlySpan<byte> added, IReadOnlyList<FieldChange> changes)
    {
        if (added.IsEmpty)
        {
            _bytes.Append(record);
        }
        else
        {
            _bytes.Append("{"u8);
            _bytes.Append(added);
            _bytes.Append(","u8);
            _bytes.Append(record[1..]);
        }

        _records.Add((_bytes.Length, changes));
    }

    public void Dispose() => _bytes.Dispose();
}
