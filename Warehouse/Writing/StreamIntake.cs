using Dixa.Warehouse.Stores;

namespace Dixa.Warehouse.Writing;

/// <summary>What has come of one stream, and how much of it is committed.</summary>
public sealed class StreamIntake(Table table)
{
    private long _received;
    private long _receivedBytes;
    private long _committed;

    public Table Table { get; } = table;

    /// <summary>Records that no state covers yet.</summary>
    public RowBuffer Open { get; private set; } = new();

    /// <summary>What looks for the latest of the records' cursors; null where nobody asks for it.</summary>
    public NewestCursor? Newest { get; set; }

    /// <summary>The status with which the source has ended the stream; null before.</summary>
    public string? End { get; set; }

    public long Received => Interlocked.Read(ref _received);

    public long ReceivedBytes => Interlocked.Read(ref _receivedBytes);

    public long Committed => Interlocked.Read(ref _committed);

    /// <summary>Adds a record and says how much more memory it took.</summary>
    public int Add(ReadOnlySpan<byte> line)
    {
        Interlocked.Increment(ref _received);
        Interlocked.Add(ref _receivedBytes, line.Length);
        Newest?.See(line);
        return Open.Append(line);
    }

    /// <summary>Takes away what a message covers now.</summary>
    public RowBuffer Seal()
    {
        var sealedRows = Open;
        Open = new RowBuffer();
        return sealedRows;
    }

    public void AddCommitted(long records) => Interlocked.Add(ref _committed, records);
}
