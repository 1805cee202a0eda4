using System.Text;
using System.Text.Json;

namespace Dixa.Warehouse.Tables;

/// <content>From a value of JSON to the cell of its column: false where the column can't hold it.</content>
public sealed partial class RowReader
{
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
}
