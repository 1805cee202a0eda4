using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Dixa.Warehouse.Tables;

/// <summary>Reads the line of a RECORD into the cells of its table, in one pass and without an object for the row.</summary>
/// <remarks>
/// The cells are places in the line, or in the scratch where a text had escapes. After the table's own columns comes one
/// for <c>_extra</c> and one for <c>_changes</c>. All of it holds until the next row is read.
/// </remarks>
public sealed class RowReader(IReadOnlyList<TableColumn> columns, ValueRules rules)
{
    /// <summary>Nesting has no bound in JSON; this one keeps a hostile record from taking a bit for each of its brackets.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = 100_000 };

    private readonly PropertyIndex _index = new(columns);
    private readonly Cell[] _cells = new Cell[columns.Count + 2];
    private readonly Scratch _scratch = new();
    private readonly Scratch _extra = new();
    private readonly ChangeList _changes = new();
    private byte[] _line = [];
    private int _start;
    private int _length;
    private bool _isBroken;

    public ReadOnlySpan<Cell> Cells => _cells;

    /// <summary>Whether a part of the primary key is null or missing.</summary>
    public bool LacksKey { get; private set; }

    /// <summary>The bytes of a cell.</summary>
    public ReadOnlySpan<byte> Bytes(in Cell cell) => cell.IsInScratch ? _scratch.Written.Slice(cell.Start, cell.Length) : Line.Slice(cell.Start, cell.Length);

    private ReadOnlySpan<byte> Line => _line.AsSpan(_start, _length);

    /// <summary>Reads a line.</summary>
    /// <exception cref="MalformedRecordException">It is no record, or is cut.</exception>
    public void Read(byte[] buffer, int start, int length)
    {
        (_line, _start, _length) = (buffer, start, length);
        _isBroken = !Utf8.IsValid(Line);
        if (_isBroken)
        {
            // Bytes that are no UTF-8 become U+FFFD, which no database refuses.
            _line = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Line));
            (_start, _length) = (0, _line.Length);
        }

        Array.Clear(_cells);
        _scratch.Clear();
        _extra.Clear();
        _changes.Clear();
        try
        {
            ReadMessage();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new MalformedRecordException(exception.Message, exception);
        }

        Finish();
    }

    private void ReadMessage()
    {
        var reader = new Utf8JsonReader(Line, ReaderOptions);
        var hasData = false;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRecord = reader.ValueTextEquals("record"u8);
            reader.Read();
            if (isRecord && reader.TokenType == JsonTokenType.StartObject)
            {
                hasData |= ReadRecord(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // Whatever follows the message is none of it.
        if (!hasData || reader.Read())
        {
            throw new MalformedRecordException("a RECORD without data");
        }
    }

    private bool ReadRecord(ref Utf8JsonReader reader)
    {
        var hasData = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.StartObject)
                {
                    throw new MalformedRecordException("a RECORD whose data is no object");
                }

                ReadData(ref reader);
                hasData = true;
            }
            else if (reader.ValueTextEquals("meta"u8))
            {
                reader.Read();
                ReadMeta(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return hasData;
    }

    private void ReadMeta(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isChanges = reader.ValueTextEquals("changes"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var isArray = reader.TokenType == JsonTokenType.StartArray;
            var scan = JsonValueScan.Read(ref reader);
            if (isChanges && isArray)
            {
                var from = _scratch.Length;
                AppendJson(Line[start..(int)reader.BytesConsumed], scan);
                _changes.AddEntries(_scratch.Written[(from + 1)..^1]);
            }
        }
    }

    private void ReadData(ref Utf8JsonReader reader)
    {
        var column = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            var found = reader.ValueIsEscaped ? FindEscaped(name, column) : _index.Find(name, column);
            reader.Read();
            if (found >= 0)
            {
                column = found;
                ReadCell(ref reader, column, name);
            }
            else
            {
                ReadExtra(ref reader, name);
            }
        }
    }

    private int FindEscaped(ReadOnlySpan<byte> escapedName, int previous)
    {
        var start = _scratch.Length;
        EscapedText.Unescape(escapedName, _scratch, keepNul: true);
        return _index.Find(_scratch.Written[start..], previous);
    }

    private void ReadCell(ref Utf8JsonReader reader, int column, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            _cells[column] = default;
            return;
        }

        var fits = columns[column].Type switch
        {
            ColumnType.Boolean => TryBoolean(reader, out _cells[column]),
            ColumnType.WholeNumber => TryInteger(reader, columns[column].IsKey, out _cells[column]),
            ColumnType.Number => TryNumber(reader, out _cells[column]),
            ColumnType.Text => TryText(reader, column, name, out _cells[column]),
            ColumnType.Json => TakeJson(ref reader, name, out _cells[column]),
            var time => TryTime(reader, time, name, out _cells[column]),
        };
        if (!fits)
        {
            _cells[column] = default;
            _changes.AddMisplaced(Plain(name));
            ReadExtra(ref reader, name);
        }
    }

    private static bool TryBoolean(in Utf8JsonReader reader, out Cell cell)
    {
        cell = new Cell(CellKind.Boolean, Value: reader.TokenType == JsonTokenType.True ? 1 : 0);
        return reader.TokenType is JsonTokenType.True or JsonTokenType.False;
    }

    private static bool TryInteger(in Utf8JsonReader reader, bool isKey, out Cell cell)
    {
        long value = 0;
        var isInteger = reader.TokenType == JsonTokenType.Number
            ? reader.TryGetInt64(out value) || TryWhole(reader.ValueSpan, out value)
            : isKey && reader.TokenType == JsonTokenType.String && System.Buffers.Text.Utf8Parser.TryParse(reader.ValueSpan, out value, out var used) && used == reader.ValueSpan.Length;
        cell = new Cell(CellKind.WholeNumber, Value: value);
        return isInteger;
    }

    private static bool TryWhole(ReadOnlySpan<byte> number, out long value) =>
        DecimalNumber.Parse(number, number.Length <= 256 ? stackalloc byte[256] : new byte[number.Length]).TryGetInteger(out value);

    private bool TryNumber(in Utf8JsonReader reader, out Cell cell)
    {
        cell = new Cell(CellKind.Number, (int)reader.TokenStartIndex, reader.ValueSpan.Length);
        return reader.TokenType == JsonTokenType.Number && !(rules.ParsesJson && JsonValueScan.IsLong(reader.ValueSpan));
    }

    private bool TryText(in Utf8JsonReader reader, int column, ReadOnlySpan<byte> name, out Cell cell)
    {
        cell = default;
        if (reader.TokenType != JsonTokenType.String)
        {
            // A key that came as a number or a boolean is still a key.
            cell = new Cell(CellKind.Text, (int)reader.TokenStartIndex, reader.ValueSpan.Length);
            return columns[column].IsKey && reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False;
        }

        var isReplaced = _isBroken && reader.ValueSpan.IndexOf("\uFFFD"u8) >= 0;
        if (reader.ValueIsEscaped)
        {
            var start = _scratch.Length;
            isReplaced |= EscapedText.Unescape(reader.ValueSpan, _scratch, rules.HoldsNul);
            cell = new Cell(CellKind.Text, start, _scratch.Length - start, IsInScratch: true);
        }
        else
        {
            cell = new Cell(CellKind.Text, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        }

        if (isReplaced)
        {
            _changes.AddReplaced(Plain(name));
        }

        return true;
    }

    private bool TakeJson(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, out Cell cell)
    {
        var start = (int)reader.TokenStartIndex;
        var scan = JsonValueScan.Read(ref reader);
        var end = (int)reader.BytesConsumed;
        cell = new Cell(CellKind.Json, start, end - start);
        var isMended = _isBroken && Line[start..end].IndexOf("\uFFFD"u8) >= 0;
        if (rules.ParsesJson && !scan.IsPlain)
        {
            var from = _scratch.Length;
            isMended |= AppendJson(Line[start..end], scan);
            cell = new Cell(CellKind.Json, from, _scratch.Length - from, IsInScratch: true);
        }

        if (isMended)
        {
            _changes.AddReplaced(Plain(name));
        }

        return true;
    }

    private bool TryTime(in Utf8JsonReader reader, ColumnType type, ReadOnlySpan<byte> name, out Cell cell)
    {
        cell = default;
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
        {
            return false;
        }

        var text = reader.ValueSpan;
        cell = new Cell(CellKind.Time, (int)reader.TokenStartIndex + 1, text.Length);
        if (type == ColumnType.Date)
        {
            var isDate = DateTimeText.TryParseDate(text, out var days);
            cell = cell with { Value = days };
            return isDate;
        }

        DateTimeText time;
        if (!(type is ColumnType.Timestamp or ColumnType.LocalTimestamp ? DateTimeText.TryParse(text, out time) : DateTimeText.TryParseTime(text, out time))
            || (type is ColumnType.LocalTimestamp or ColumnType.LocalTime && time.OffsetSeconds is not null)
            || (type == ColumnType.Time && time.OffsetSeconds is null))
        {
            return false;
        }

        var isTextKept = rules.TimesAreText && (type != ColumnType.Timestamp || DateTimeText.IsUtcText(text));
        cell = cell with { Value = type is ColumnType.Timestamp or ColumnType.LocalTimestamp ? time.Moment : time.Micros, OffsetSeconds = time.OffsetSeconds ?? 0 };
        if (rules.TimesAreText && !isTextKept)
        {
            var start = _scratch.Length;
            _scratch.Write(Encoding.ASCII.GetBytes(time.ToUtcText()));
            cell = cell with { Start = start, Length = _scratch.Length - start, IsInScratch = true };
        }

        if (!time.IsExact && !isTextKept)
        {
            _changes.AddShortened(Plain(name));
            AddExtra(name, Line.Slice((int)reader.TokenStartIndex, text.Length + 2), default);
        }

        return true;
    }

    private void ReadExtra(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        var start = (int)reader.TokenStartIndex;
        var scan = JsonValueScan.Read(ref reader);
        AddExtra(name, Line[start..(int)reader.BytesConsumed], scan);
    }

    private void AddExtra(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, JsonValueScan scan)
    {
        _extra.Write(_extra.Length == 0 ? (byte)'{' : (byte)',');
        _extra.Write((byte)'"');
        _extra.Write(Plain(name));
        _extra.Write("\":"u8);
        var from = _scratch.Length;
        if (AppendJson(value, scan) || (_isBroken && value.IndexOf("\uFFFD"u8) >= 0))
        {
            _changes.AddReplaced(Plain(name));
        }

        _extra.Write(_scratch.Written[from..]);
        _scratch.Truncate(from);
    }

    /// <summary>Appends JSON to the scratch as the database can hold it, and says whether it had to be changed for that.</summary>
    private bool AppendJson(ReadOnlySpan<byte> value, JsonValueScan scan)
    {
        if (rules.ParsesJson && !scan.IsPlain)
        {
            return JsonMender.Append(value, scan, _scratch);
        }

        _scratch.Write(value);
        return false;
    }

    /// <summary>A name as it may stand in JSON that is parsed.</summary>
    private ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> escapedName)
    {
        if (!rules.ParsesJson || escapedName.IndexOf((byte)'\\') < 0)
        {
            return escapedName;
        }

        var mended = escapedName.ToArray();
        EscapedText.Mend(mended);
        return mended;
    }

    private void Finish()
    {
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
