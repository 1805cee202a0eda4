using System.Net;
using System.Text.Json;
using Dixa.Connector.Api;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;
using Dixa.Connector.Output;

namespace Dixa.Connector.Streams;

/// <summary>The records of one small answer, as they go out, held until it is their turn to be written.</summary>
public sealed class RecordBatch : IDisposable
{
    private readonly OutputChunk _bytes = new(4096);
    private readonly List<(int End, IReadOnlyList<FieldChange>? Changes)> _records = [];

    private ReadOnlySpan<byte> this[int index] =>
        _bytes.Written.Span[(index == 0 ? 0 : _records[index - 1].End).._records[index].End];

    /// <summary>Asks for what hangs on a parent and reads the answer whole; asked again, it begins anew.</summary>
    /// <param name="parent">The parent, for the log.</param>
    /// <param name="read">Adds the answer's records.</param>
    /// <returns>Null when the parent has been deleted (404): it has nothing any more.</returns>
    public static async Task<RecordBatch?> FetchAsync(
        StreamSync sync,
        string parent,
        Func<IDixaApi, CancellationToken, Task<HttpResponseMessage>> send,
        Func<RecordBatch, Stream, CancellationToken, ValueTask> read,
        CancellationToken cancellationToken)
    {
        try
        {
            return await sync.Client.Dixa.FetchAsync(
                $"{sync.Definition.Name} of {parent}",
                send,
                async (response, ct) =>
                {
                    var batch = new RecordBatch();
                    try
                    {
                        await read(batch, response.Body.HoldWhole(), ct);
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

    /// <summary>Writes a batch and disposes it.</summary>
    /// <returns>How many parents were skipped: 1 when there is no batch.</returns>
    public static async ValueTask<int> WriteAsync(RecordBatch? batch, StreamOutput output, CancellationToken cancellationToken)
    {
        using (batch)
        {
            for (var i = 0; i < batch?._records.Count; i++)
            {
                output.AppendRecord(batch[i], batch._records[i].Changes);
                if (output.IsFull)
                {
                    await output.FlushAsync(cancellationToken);
                }
            }
        }

        return batch is null ? 1 : 0;
    }

    /// <summary>Adds the records of an answer. Nothing of a batch counts before its answer has been read whole.</summary>
    /// <exception cref="JsonException">The answer is not whole.</exception>
    public async ValueTask AddAsync(StreamSync sync, Stream body, RecordSelector selector, AddedFields added, CancellationToken cancellationToken)
    {
        using var reader = sync.CreateReader(body, selector);
        await reader.ReadOnlyPageAsync((in JsonRecord record) => Add(record, added(record)), cancellationToken);
    }

    /// <param name="added">Members that the connector adds; may be empty.</param>
    public void Add(in JsonRecord record, ReadOnlySpan<byte> added)
    {
        record.WriteTo(_bytes, added);
        _records.Add((_bytes.Length, record.Changes));
    }

    public void Dispose() => _bytes.Dispose();
}
