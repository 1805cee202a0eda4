using System.Buffers;
using System.Text.Json;
using Dixa.Simulator.Http;
using Dixa.Simulator.Recording.Replacement;

namespace Dixa.Simulator.Recording;

/// <summary>Turns a JSON body that comes in pieces into lines, with everything replaced that is somebody's: one for each row, or one for all.</summary>
public sealed class AnswerLines : IDisposable
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = PlainJsonEncoder.Instance, SkipValidation = true };

    private readonly JsonReplacement _replacement;
    private readonly RecordedTable? _table;
    private readonly RecordingLimits _limits;
    private readonly Action<Utf8JsonWriter> _begin;
    private readonly Action<Utf8JsonWriter, bool> _end;
    private readonly Action<ReadOnlySpan<byte>> _add;
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json;
    private JsonReaderState _state;
    private bool _isArray;
    private bool _isData;
    private bool _isInRow;
    private bool _isTimeNext;
    private bool _hasTime;

    /// <param name="replacements">What stands for what.</param>
    /// <param name="table">Where the rows are; null if the whole body is one line.</param>
    /// <param name="limits">How much is held.</param>
    /// <param name="begin">Writes a line up to its value.</param>
    /// <param name="end">Writes the rest of it, told whether the row has its time.</param>
    /// <param name="add">Takes each line.</param>
    public AnswerLines(
        Replacements replacements,
        RecordedTable? table,
        RecordingLimits limits,
        Action<Utf8JsonWriter> begin,
        Action<Utf8JsonWriter, bool> end,
        Action<ReadOnlySpan<byte>> add)
    {
        (_replacement, _table, _limits, _begin, _end, _add) = (new JsonReplacement(replacements), table, limits, begin, end, add);
        _json = new Utf8JsonWriter(_line, Plain);
        _state = new JsonReaderState(new JsonReaderOptions { MaxDepth = limits.Depth });
    }

    public long Rows { get; private set; }

    /// <summary>Whether rows were where they should be, also if there were none.</summary>
    public bool HasRows => _table is { IsBare: true } ? _isArray : _isData;

    private int RowDepth => _table switch { null => 0, { IsBare: true } => 1, _ => 2 };

    /// <returns>Where the next piece has to begin.</returns>
    public SequencePosition Read(ReadOnlySequence<byte> piece, bool isLast)
    {
        var reader = new Utf8JsonReader(piece, isLast, _state);
        while (reader.Read())
        {
            if (_isInRow || BeginsRow(ref reader))
            {
                WriteToken(ref reader);
            }
        }

        _state = reader.CurrentState;
        return reader.Position;
    }

    public void Dispose() => _json.Dispose();

    private bool BeginsRow(ref Utf8JsonReader reader)
    {
        var (depth, token) = (reader.CurrentDepth, reader.TokenType);
        _isArray |= depth == 0 && token == JsonTokenType.StartArray;
        if (_table is { IsBare: false } && depth == 1)
        {
            _isData = token == JsonTokenType.PropertyName ? reader.ValueTextEquals("data"u8) : _isData;
        }

        var isThere = _table switch { null => true, { IsBare: true } => _isArray, _ => _isData };
        if (!isThere || depth != RowDepth || token is JsonTokenType.PropertyName)
        {
            return false;
        }

        _line.ResetWrittenCount();
        _json.Reset();
        _begin(_json);
        (_isInRow, _hasTime) = (true, false);
        return true;
    }

    private void WriteToken(ref Utf8JsonReader reader)
    {
        NoteTime(ref reader);
        _replacement.Write(ref reader, _json);
        if (_line.WrittenCount + _json.BytesPending > _limits.HeldBytes)
        {
            throw new UnrecordableException($"A part of it is larger than {_limits.HeldBytes:N0} bytes.");
        }

        if (reader.CurrentDepth == RowDepth && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            _end(_json, _hasTime);
            _json.Flush();
            _add(_line.WrittenSpan);
            _isInRow = false;
            Rows++;
        }
    }

    private void NoteTime(ref Utf8JsonReader reader)
    {
        if (_table is null || reader.CurrentDepth != RowDepth + 1)
        {
            return;
        }

        _hasTime |= _isTimeNext && reader.TokenType is JsonTokenType.Number or JsonTokenType.String;
        _isTimeNext = reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(_table.Time);
    }
}
