using System.Text;
using System.Text.Json;
using Dixa.Simulator.Recording;
using Dixa.Simulator.Recording.Replacement;

namespace Dixa.Simulator.Playback;

/// <summary>The union of all rows of a table that were recorded, whatever spans they were asked for in. Of a row that was read twice the last stays.</summary>
public sealed class RecordedRows : IDisposable
{
    private readonly RecordedTable _table;
    private readonly List<RecordedRow> _rows = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly RecordedLines _lines;

    public RecordedRows(string path, RecordedTable table)
    {
        _table = table;
        _lines = new RecordedLines(path, Add);
    }

    public int Count => _rows.Count;

    public string? TornLine => _lines.TornLine;

    public long? FirstMs => _rows.Count == 0 ? null : _rows.Min(row => row.TimeMs);

    public IEnumerable<RecordedRow> All => _rows;

    /// <summary>The row itself, as it was recorded.</summary>
    public byte[] Read(RecordedRow row) => _lines.Read(row.Offset, row.Length);

    public void Dispose() => _lines.Dispose();

    private void Add(long offset, ReadOnlySpan<byte> line)
    {
        var (row, id) = Parse(offset, line);
        if (id is not null && _places.TryGetValue(id, out var place))
        {
            _rows[place] = row;
            return;
        }

        if (id is not null)
        {
            _places[id] = _rows.Count;
        }

        _rows.Add(row);
    }

    private (RecordedRow Row, string? Id) Parse(long offset, ReadOnlySpan<byte> line)
    {
        var (row, atMs, hasRow) = (new RecordedRow(), (long?)null, false);
        string? id = null;
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = int.MaxValue });
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRow = reader.ValueTextEquals("row"u8);
            var isAt = reader.ValueTextEquals("at"u8);
            Expect(reader.Read());
            if (isRow)
            {
                var start = reader.TokenStartIndex;
                hasRow = true;
                row = ParseRow(ref reader, out id) with { Offset = offset + start, Length = (int)(reader.BytesConsumed - start) };
            }
            else if (isAt)
            {
                atMs = reader.GetInt64();
            }
            else
            {
                reader.Skip();
            }
        }

        Expect(hasRow && reader.TokenType == JsonTokenType.EndObject && !reader.Read());
        return (row.TimeOf(_table) is null ? row with { AtMs = atMs } : row, id);
    }

    /// <summary>Finds the id and the times of a row, and passes over the rest of it.</summary>
    private static RecordedRow ParseRow(ref Utf8JsonReader reader, out string? id)
    {
        id = null;
        var row = new RecordedRow();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return row;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.Decode(ref reader);
            Expect(reader.Read());
            switch (name)
            {
                case "id" when reader.TokenType is JsonTokenType.Number or JsonTokenType.String:
                    id = Encoding.UTF8.GetString(reader.ValueSpan);
                    row = row with { Id = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null };
                    break;
                case "created_at":
                    row = row with { CreatedAtMs = Ms(ref reader) };
                    break;
                case "updated_at":
                    row = row with { UpdatedAtMs = Ms(ref reader) };
                    break;
                case "closed_at":
                    row = row with { ClosedAtMs = Ms(ref reader) };
                    break;
                case "last_message_created_at":
                    row = row with { LastMessageCreatedAtMs = Ms(ref reader) };
                    break;
                case "activityTimestamp":
                    row = row with { ActivityAtMs = reader.TokenType == JsonTokenType.String ? ActivitySpanTime.Parse(JsonText.Decode(ref reader)) : null };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Expect(reader.TokenType == JsonTokenType.EndObject);
        return row;
    }

    private static long? Ms(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var ms))
        {
            return ms;
        }

        reader.Skip();
        return null;
    }

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw new JsonException("It is no object with a row.");
        }
    }
}
