using System.Text.Json;

namespace Dixa.Warehouse.Tables;

/// <content>The way through a RECORD: message, record, data, members.</content>
public sealed partial class RowReader
{
    private void ReadMessage(bool isKeyOnly)
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
                hasData |= ReadRecord(ref reader, isKeyOnly);
                if (isKeyOnly && hasData)
                {
                    return;
                }
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

    private void ReadBareObject()
    {
        var reader = new Utf8JsonReader(Line, ReaderOptions);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new MalformedRecordException("no object");
        }

        ReadData(ref reader, isKeyOnly: false);
        reader.Read();
    }

    private bool ReadRecord(ref Utf8JsonReader reader, bool isKeyOnly)
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

                ReadData(ref reader, isKeyOnly);
                hasData = true;
                if (isKeyOnly)
                {
                    return true;
                }
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

    /// <param name="isKeyOnly">Whether to stop at the first column of the key.</param>
    private void ReadData(ref Utf8JsonReader reader, bool isKeyOnly)
    {
        var column = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            var found = reader.ValueIsEscaped ? FindEscaped(name, column) : _index.Find(name, column);
            reader.Read();
            if (isKeyOnly && found != _firstKey)
            {
                column = found >= 0 ? found : column;
                reader.Skip();
            }
            else if (found >= 0)
            {
                column = found;
                _keyMembers += columns[column].IsKey ? 1 : 0;
                ReadCell(ref reader, column, name);
                if (isKeyOnly)
                {
                    return;
                }
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
}
