using System.Net;
using System.Text.Json;
using Dixa.Connector.Api;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;
using Dixa.Connector.Output;

namespace Dixa.Connector.Streams;

/// <summary>The records of one small response, ready to be written and held until it is their turn.</summary>
public sealed class RecordBatch : IDisposable
{
    private readonly OutputChunk _bytes = new(4096);
    private readonly List<(int End, IReadOnlyList<FieldChange>? Changes)> _records = [];

    private ReadOnlySpan<byte> this[int index] =>
        _bytes.Written.Span[(index == 0 ? 0 : _records[index - 1].End).._records[index].End];

    /// <summary>Requests the children of a parent and reads the whole response. A repeated request starts again with an empty batch.</summary>
    /// <param name="parent">The parent, for the log.</param>
    /// <param name="read">Adds the response's records.</param>
    /// <returns>The batch; null if the parent has been deleted (404).</returns>
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
    /// <returns>How many parents were skipped: 1 without a batch, otherwise 0.</returns>
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

    /// <summary>Adds the records of a response. They count only once the response has been read completely.</summary>
    /// <exception cref="JsonException">The response is incomplete.</exception>
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
