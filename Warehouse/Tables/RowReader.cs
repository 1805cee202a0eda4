using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Dixa.Warehouse.Tables;

/// <summary>Reads the line of a RECORD into the cells of its table, in one pass and without an object for the row.</summary>
/// <remarks>
/// The cells are places in the line, or in the scratch where a text had escapes. After the table's own columns comes one
/// for <c>_extra</c> and one for <c>_changes</c>. All of it holds until the next row is read.
/// </remarks>
public sealed partial class RowReader(IReadOnlyList<TableColumn> columns, ValueRules rules)
{
    /// <summary>Nesting has no bound in JSON; this one keeps a hostile record from taking a bit for each of its brackets.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = 100_000 };

    private readonly PropertyIndex _index = new(columns);
    private readonly int _keyColumns = columns.Count(column => column.IsKey);
    private readonly int _firstKey = columns.ToList().FindIndex(column => column.IsKey);
    private readonly Cell[] _cells = new Cell[columns.Count + 2];
    private readonly Scratch _scratch = new();
    private readonly Scratch _extra = new();
    private readonly ChangeList _changes = new();
    private byte[] _line = [];
    private int _start;
    private int _length;
    private bool _isBroken;
    private int _keyMembers;

    public ReadOnlySpan<Cell> Cells => _cells;

    /// <summary>Whether a part of the primary key is null or missing.</summary>
    public bool LacksKey { get; private set; }

    /// <summary>Whether a part of the primary key came more than once: then the last one counts, and <see cref="ReadKeyPrefix"/> has seen the first.</summary>
    public bool RepeatsKey { get; private set; }

    /// <summary>The bytes of a cell.</summary>
    public ReadOnlySpan<byte> Bytes(in Cell cell) => cell.IsInScratch ? _scratch.Written.Slice(cell.Start, cell.Length) : Line.Slice(cell.Start, cell.Length);

    private ReadOnlySpan<byte> Line => _line.AsSpan(_start, _length);

    /// <summary>Reads a line.</summary>
    /// <exception cref="MalformedRecordException">It is no record, or is cut.</exception>
    public void Read(byte[] buffer, int start, int length)
    {
        Begin(buffer, start, length);
        try
        {
            ReadMessage(isKeyOnly: false);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new MalformedRecordException(exception.Message, exception);
        }

        Finish();
    }

    /// <summary>Reads an object that stands by itself, in place of the data of a RECORD.</summary>
    /// <exception cref="MalformedRecordException">It is no object, is cut, or has something behind it.</exception>
    public void ReadObject(byte[] buffer, int start, int length)
    {
        Begin(buffer, start, length);
        try
        {
            ReadBareObject();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new MalformedRecordException(exception.Message, exception);
        }

        Finish();
    }

    /// <summary>Reads no more of a line than the first column of its key: a number by which keys can be ordered, equal for equal keys.</summary>
    /// <remarks>A line that is no record has some number: what is wrong with it is found when the whole of it is read.</remarks>
    public ulong ReadKeyPrefix(byte[] buffer, int start, int length)
    {
        Begin(buffer, start, length);
        try
        {
            ReadMessage(isKeyOnly: true);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or MalformedRecordException)
        {
            return 0;
        }

        var cell = _cells[_firstKey];
        if (cell.Kind == CellKind.WholeNumber)
        {
            return (ulong)cell.Value ^ (1UL << 63);
        }

        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        prefix.Clear();
        if (cell.Kind == CellKind.Text)
        {
            var text = Bytes(cell);
            text[..Math.Min(text.Length, prefix.Length)].CopyTo(prefix);
        }

        return BinaryPrimitives.ReadUInt64BigEndian(prefix);
    }

    /// <summary>
    /// Reads the whole key of a line: a text that is another one for another key. Null where it can't be told: where the line is no record, lacks its
    /// key, or has a value in it that can be written in several ways, such as 1.0 and 1.00.
    /// </summary>
    public string? ReadKey(byte[] buffer, int start, int length)
    {
        try
        {
            Read(buffer, start, length);
        }
        catch (MalformedRecordException)
        {
            return null;
        }

        if (LacksKey)
        {
            return null;
        }

        var key = new StringBuilder();
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].IsKey)
            {
                switch (_cells[i].Kind)
                {
                    case CellKind.Boolean or CellKind.WholeNumber:
                        key.Append(CultureInfo.InvariantCulture, $"{_cells[i].Value} ");
                        break;
                    case CellKind.Text:
                        var text = Encoding.UTF8.GetString(Bytes(_cells[i]));
                        key.Append(CultureInfo.InvariantCulture, $"{text.Length} {text} ");
                        break;
                    default:
                        return null;
                }
            }
        }

        return key.ToString();
    }

    private void Begin(byte[] buffer, int start, int length)
    {
        (_line, _start, _length) = (buffer, start, length);
        _isBroken = !Utf8.IsValid(Line);
        if (_isBroken)
        {
            // Bytes that are no UTF-8 become U+FFFD, which no database refuses.
            _line = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Line));
            (_start, _length) = (0, _line.Length);
        }

        _keyMembers = 0;
        Array.Clear(_cells);
        _scratch.Clear();
        _extra.Clear();
        _changes.Clear();
    }

    private void Finish()
    {
        RepeatsKey = _keyMembers > _keyColumns;
        LacksKey = false;
        for (var i = 0; i < columns.Count; i++)
        {
            LacksKey |= columns[i].IsKey && _cells[i].Kind == CellKind.Null;
        }

        if (_extra.Length > 0)
        {
            _extra.Write((byte)'}');
            var start = _scratch.Length;
            _scratch.Write(_extra.Written);
            _cells[^2] = new Cell(CellKind.Json, start, _scratch.Length - start, IsInScratch: true);
        }

        if (!_changes.IsEmpty)
        {
            var start = _scratch.Length;
            _changes.WriteTo(_scratch);
            _cells[^1] = new Cell(CellKind.Json, start, _scratch.Length - start, IsInScratch: true);
        }
    }
}
