using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;
using Dixa.Connector.Protocol;
using Dixa.Connector.State;

namespace Dixa.Connector.Output;

/// <summary>One stream's output: its records, states and statuses, in the order in which the stream produces them.</summary>
/// <remarks>
/// <para>Everything goes into one chunk, so a STATE can't overtake the records it covers. Nothing here allocates per record.</para>
/// <para>It belongs to one stream's task. Only <see cref="WriteHeartbeatAsync"/> may be called from elsewhere. It does not touch the
/// chunk, and the fields that it reads change only under the gate, when a chunk is handed over.</para>
/// </remarks>
/// <param name="keys">Fields that a record keeps, however large it is.</param>
public sealed class StreamOutput(StreamDescriptor stream, IReadOnlySet<string> keys, MessageWriter writer, SecretMask mask, TimeProvider time)
    : IFlushable, IDisposable
{
    /// <summary>The size at which a chunk is handed over. A read takes 9 % longer with 32 KB; one of short records 2 % longer with 128 KB.</summary>
    private const int ChunkBytes = 256 * 1024;

    /// <summary>The largest record. Platforms warn of lines of 20 million characters, and many destinations refuse them; the rest of the line needs some room.</summary>
    private const int LargestRecord = 20_000_000 - 4096;

    /// <summary>Room for the record that fills a chunk.</summary>
    private const int SpareBytes = 16 * 1024;

    private readonly byte[] _recordStart = RecordStart(stream);
    private readonly byte[] _recordEnd = new byte[64];

    private readonly SemaphoreSlim _gate = new(1);

    private OutputChunk _chunk = new(ChunkBytes + SpareBytes);
    private int _recordEndLength;
    private byte[]? _checkpoint;
    private long _recordsAtCheckpoint;
    private long _recordsAtState;
    private bool _stateWritten;
    private bool _secretTold;

    /// <summary>How many records had been written at the last handover of a chunk, and when that was.</summary>
    private long _recordsHandedOver;
    private long _handedOverAt = time.GetTimestamp();

    public StreamDescriptor Stream { get; } = stream;

    public long Records { get; private set; }

    /// <summary>The size of the records' data as written.</summary>
    public long Bytes { get; private set; }

    /// <summary>Where the output stands, to <see cref="TakeBack"/> what is appended after it.</summary>
    public OutputMark Mark => new(_chunk.Length, Records, Bytes);

    public bool IsFull => _chunk.Length >= ChunkBytes;

    /// <summary>Appends a record. The caller flushes when <see cref="IsFull"/>.</summary>
    /// <param name="added">Members that the connector adds, such as <c>"teamId":"…"</c>.</param>
    public void AppendRecord(in JsonRecord record, ReadOnlySpan<byte> added)
    {
        var start = BeginRecord();
        record.WriteTo(_chunk, added);
        EndRecord(start, record.Changes);
    }

    /// <summary>Appends a record in its final form.</summary>
    /// <param name="data">A JSON object with at least one member, on one line.</param>
    /// <param name="changes">Changes to what the API sent; null if there are none.</param>
    public void AppendRecord(ReadOnlySpan<byte> data, IReadOnlyList<FieldChange>? changes)
    {
        var start = BeginRecord();
        _chunk.Append(data);
        EndRecord(start, changes);
    }

    /// <summary>Drops the records appended since the mark. Nothing else may have been appended, and nothing handed over.</summary>
    public void TakeBack(OutputMark mark)
    {
        _chunk.Truncate(mark.Length);
        (Records, Bytes) = (mark.Records, mark.Bytes);
    }

    /// <summary>Hands over what has been appended. Waits while the destination is behind.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await HandOverAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Sets the checkpoint without writing a message. <see cref="WriteLastStateAsync"/> falls back on it.</summary>
    public void SetCheckpoint(ICheckpoint checkpoint) => TrySetCheckpoint(checkpoint);

    /// <summary>Writes a STATE that covers every record appended so far, and hands everything over.</summary>
    public async ValueTask WriteStateAsync(ICheckpoint checkpoint, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (TrySetCheckpoint(checkpoint))
            {
                AppendState(_checkpoint!);
            }

            await HandOverAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Repeats the last checkpoint after a failure, so that the record counts are complete and the stream has at least one state. If
    /// records follow the checkpoint, the state says how many: the same state must not appear twice around records.
    /// </summary>
    public async ValueTask WriteLastStateAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_checkpoint is not null && (!_stateWritten || Records > _recordsAtState))
            {
                AppendState(CheckpointAt(Records));
            }

            await HandOverAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Repeats the last checkpoint after a long silence, so that the platform sees that the stream is alive.</summary>
    /// <returns>The time until the next heartbeat is due.</returns>
    public async Task<TimeSpan> WriteHeartbeatAsync(TimeSpan silence)
    {
        await _gate.WaitAsync();
        try
        {
            var left = silence - time.GetElapsedTime(_handedOverAt);
            if (left > TimeSpan.Zero)
            {
                return left;
            }

            if (_checkpoint is not null && _recordsAtState <= _recordsHandedOver)
            {
                // The heartbeat follows everything that has been handed over and precedes the chunk, so it counts only the former.
                writer.Post(Message.State(Stream, CheckpointAt(_recordsHandedOver), _recordsHandedOver - _recordsAtState));
                (_recordsAtState, _handedOverAt, _stateWritten) = (_recordsHandedOver, time.GetTimestamp(), true);
            }

            return silence;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void WriteStatus(StreamStatus status) => Message.Status(Stream, status, time.GetUtcNow()).WriteTo(_chunk, mask);

    public void Dispose()
    {
        _chunk.Dispose();
        _gate.Dispose();
    }

    private static byte[] ToJson(Action<Utf8JsonWriter> writeMembers)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static byte[] RecordStart(StreamDescriptor stream)
    {
        var start = new StringBuilder("{\"type\":\"RECORD\",\"record\":{");
        if (stream.Namespace is not null)
        {
            start.Append("\"namespace\":\"").Append(JsonEncodedText.Encode(stream.Namespace)).Append("\",");
        }

        start.Append("\"stream\":\"").Append(JsonEncodedText.Encode(stream.Name)).Append("\",\"data\":");
        return Encoding.UTF8.GetBytes(start.ToString());
    }

    /// <summary>Sets the checkpoint unless it contains a secret, such as a link that repeats the token. In that case the previous one stays.</summary>
    private bool TrySetCheckpoint(ICheckpoint checkpoint)
    {
        var json = ToJson(checkpoint.WriteTo);
        if (!mask.IsIn(Encoding.UTF8.GetString(json)))
        {
            (_checkpoint, _recordsAtCheckpoint) = (json, Records);
            return true;
        }

        _checkpoint ??= "{}"u8.ToArray();
        if (!_secretTold)
        {
            writer.Post(Message.Log("WARN", $"{Stream.Name}: the place to resume at repeats the token, so it is not made a state. A sync that is cut off resumes at the state before, or reads the stream from the beginning.", null));
        }

        _secretTold = true;
        return false;
    }

    /// <summary>The last checkpoint, with the number of records written after it.</summary>
    private byte[] CheckpointAt(long records)
    {
        var past = records - _recordsAtCheckpoint;
        return past == 0 ? _checkpoint! : ToJson(json =>
        {
            using var document = JsonDocument.Parse(_checkpoint);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                member.WriteTo(json);
            }

            json.WriteNumber("records_past_checkpoint"u8, past);
        });
    }

    private void AppendState(byte[] state)
    {
        Message.State(Stream, state, Records - _recordsAtState).WriteTo(_chunk, mask);
        (_recordsAtState, _stateWritten) = (Records, true);
    }

    private async ValueTask HandOverAsync(CancellationToken cancellationToken)
    {
        if (_chunk.Length > 0)
        {
            // The chunk is given up only once it has been accepted. A cancelled wait leaves it here for the last flush.
            await writer.WriteAsync(_chunk, cancellationToken);
            _chunk = new OutputChunk(ChunkBytes + SpareBytes);
            _recordEndLength = 0;
            (_recordsHandedOver, _handedOverAt) = (Records, time.GetTimestamp());
        }
    }

    /// <returns>The position at which the record's data begins.</returns>
    private int BeginRecord()
    {
        if (_recordEndLength == 0)
        {
            StampChunk();
        }

        _chunk.Append(_recordStart);
        return _chunk.Length;
    }

    private void EndRecord(int start, IReadOnlyList<FieldChange>? changes)
    {
        if (_chunk.Written.Span[start..].SequenceEqual("{}"u8))
        {
            // None of its fields is selected, and a record without data is not written.
            _chunk.Truncate(start - _recordStart.Length);
            return;
        }

        var most = LargestRecord - (changes?.Sum(change => change.JsonBytes) ?? 0);
        if (_chunk.Length - start > most)
        {
            changes = [.. changes ?? [], .. Shorten(start, most)];
        }

        Bytes += _chunk.Length - start;
        if (changes is { Count: > 0 })
        {
            AppendChanges(changes);
        }

        _chunk.Append(_recordEnd.AsSpan(0, _recordEndLength));
        Records++;
    }

    /// <summary>Formats the end of a record's line, the time of writing. Once per chunk is enough, since a chunk fills within milliseconds.</summary>
    private void StampChunk()
    {
        var start = ",\"emitted_at\":"u8;
        start.CopyTo(_recordEnd);
        Utf8Formatter.TryFormat(time.GetUtcNow().ToUnixTimeMilliseconds(), _recordEnd.AsSpan(start.Length), out var digits);
        "}}\n"u8.CopyTo(_recordEnd.AsSpan(start.Length + digits));
        _recordEndLength = start.Length + digits + 3;
    }

    private IReadOnlyList<FieldChange> Shorten(int start, int mostBytes)
    {
        var (shorter, changes) = RecordCutter.Cut(_chunk.Written.Span[start..], mostBytes, keys);
        _chunk.Truncate(start);
        _chunk.Append(shorter);
        return changes;
    }

    private void AppendChanges(IReadOnlyList<FieldChange> changes)
    {
        _chunk.Append(",\"meta\":"u8);
        using var json = new Utf8JsonWriter(_chunk);
        json.WriteStartObject();
        json.WriteStartArray("changes"u8);
        foreach (var change in changes)
        {
            change.WriteTo(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
