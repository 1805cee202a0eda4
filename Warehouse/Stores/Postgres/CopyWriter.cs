using System.Buffers.Binary;
using Dixa.Warehouse.Tables;
using Npgsql;

namespace Dixa.Warehouse.Stores.Postgres;

/// <summary>Writes rows in the form of PostgreSQL's binary COPY, straight from their cells.</summary>
/// <remarks>The form: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".</remarks>
public sealed class CopyWriter : IDisposable
{
    /// <summary>What is gathered before the driver is given it.</summary>
    private const int FlushAt = 1 << 17;

    private readonly NpgsqlRawCopyStream _copy;
    private readonly Scratch _buffer = new();
    private bool _isDone;

    public CopyWriter(NpgsqlConnection connection, string sql)
    {
        _copy = connection.BeginRawBinaryCopy(sql);
        _buffer.Write("PGCOPY\n"u8);
        _buffer.Write([0xFF, (byte)'\r', (byte)'\n', 0]);

        // No flags, and no extension of the header.
        WriteRaw(0);
    }

    /// <summary>Begins a row of so many fields.</summary>
    public void BeginRow(int fields)
    {
        if (_buffer.Length >= FlushAt)
        {
            Flush();
        }

        BinaryPrimitives.WriteInt16BigEndian(_buffer.Reserve(2), (short)fields);
        _buffer.Advance(2);
    }

    public void Write(in Cell cell, ColumnType type, RowReader row)
    {
        switch (cell.Kind)
        {
            case CellKind.Null:
                WriteInt32(-1);
                break;
            case CellKind.Boolean:
                WriteInt32(1);
                _buffer.Write((byte)cell.Value);
                break;
            case CellKind.WholeNumber:
                WriteInt64(cell.Value);
                break;
            case CellKind.Number:
                WriteNumeric(row.Bytes(cell));
                break;
            case CellKind.Text:
                WriteBytes(row.Bytes(cell));
                break;
            case CellKind.Json:
                WriteJson(row.Bytes(cell));
                break;
            case CellKind.Time when type == ColumnType.Date:
                WriteInt32(sizeof(int));
                WriteInt32((int)cell.Value);
                break;
            case CellKind.Time when type == ColumnType.Time:
                // Its zone counts westwards.
                WriteInt32(sizeof(long) + sizeof(int));
                WriteRaw(cell.Value);
                WriteInt32(-cell.OffsetSeconds);
                break;
            default:
                WriteInt64(cell.Value);
                break;
        }
    }

    public void WriteInt64(long value)
    {
        WriteInt32(sizeof(long));
        WriteRaw(value);
    }

    /// <summary>Ends the rows and waits until the server has them all.</summary>
    public void Complete()
    {
        BinaryPrimitives.WriteInt16BigEndian(_buffer.Reserve(2), -1);
        _buffer.Advance(2);
        Flush();
        _isDone = true;
        _copy.Dispose();
    }

    public void Dispose()
    {
        if (!_isDone)
        {
            _isDone = true;
            PostgresErrors.Quietly(() =>
            {
                _copy.Cancel();
                _copy.Dispose();
            });
        }
    }

    private void WriteNumeric(ReadOnlySpan<byte> text)
    {
        var room = _buffer.Reserve(sizeof(int) + NumericFormat.MostBytes(text.Length));
        var length = NumericFormat.Write(text, room[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(room, length);
        _buffer.Advance(sizeof(int) + length);
    }

    /// <summary>A version, which is 1, and the text.</summary>
    private void WriteJson(ReadOnlySpan<byte> json)
    {
        WriteInt32(json.Length + 1);
        _buffer.Write((byte)1);
        _buffer.Write(json);
    }

    private void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteInt32(bytes.Length);
        _buffer.Write(bytes);
    }

    private void WriteInt32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.Reserve(sizeof(int)), value);
        _buffer.Advance(sizeof(int));
    }

    private void WriteRaw(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_buffer.Reserve(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    private void Flush()
    {
        _copy.Write(_buffer.Written);
        _buffer.Clear();
    }
}
