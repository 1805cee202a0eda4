using System.Text.Json;
using System.Text.Unicode;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Json;

/// <summary>Reads the JSON values of a file one after the other. Memory is the largest value, not the file.</summary>
/// <remarks>
/// As messages, a file is what a read wrote or a platform kept: lines of messages, states, or arrays of them, in any mixture.
/// Arrays are then taken apart, messages that hold no state are passed over, and a last line that was cut off, as a process
/// leaves it that is killed, is left out.
/// </remarks>
/// <param name="option">The command-line option that named the file, such as <c>--config</c>.</param>
public sealed class JsonFile(string path, string option, bool asMessages = false) : IDisposable
{
    public const int MaxDepth = 1000;

    /// <summary>A state takes some hundred bytes, and a catalog of all streams less than a megabyte.</summary>
    private const int LargestValue = 16 * 1024 * 1024;

    /// <summary>What is passed over may hold a text as large as a record.</summary>
    private const int LargestPassed = 64 * 1024 * 1024;

    private readonly FileStream _file = InputFile.Open(path, option);
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = int.MaxValue, AllowMultipleValues = true });
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _at;
    private int _end;
    private long _line;
    private long _lineOfLastValue;
    private bool _isBegun;
    private bool _ended;
    private bool _inValue;
    private bool _isTypeNext;
    private bool _isPassing;
    private bool _hasValue;

    /// <summary>The memory that it takes.</summary>
    public int BufferBytes => _buffer.Length;

    /// <summary>Messages without a state that were passed over.</summary>
    public long Passed { get; private set; }

    /// <summary>Whether the value that was read last is an element of an array that was taken apart.</summary>
    public bool IsInArray { get; private set; }

    /// <summary>Whether the last line was cut off and left out.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The next value; null after the last one.</summary>
    /// <exception cref="ConnectorException">The file is not what it should be.</exception>
    public JsonElement? Read()
    {
        try
        {
            while (!IsCut)
            {
                if (!_isBegun || !PassValue())
                {
                    if (_ended)
                    {
                        return _hasValue ? null : throw Wrong("is empty");
                    }

                    Fill();
                }
                else if (_isPassing)
                {
                    (_inValue, _isPassing) = (false, false);
                    Passed++;
                }
                else if (_inValue)
                {
                    _inValue = false;
                    return Take();
                }
            }

            return null;
        }
        catch (JsonException exception)
        {
            IsCut = asMessages && _hasValue && !IsInArray && exception.LineNumber == _lineOfLastValue + 1 && LineBreaks() == exception.LineNumber;

            // The parser's own words can quote the input, which may be the token: only the place is told.
            return IsCut ? null : throw Wrong("is not valid JSON", $", line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>An error that names the file.</summary>
    public ConnectorException Wrong(string what, string? place = null, string? then = null) =>
        new(FailureKind.Config, $"The file given as {option} {what} ({path}{place}).{then}");

    /// <summary>Goes on to the end of a value, or of an array that is taken apart; false when more of the file is needed for that.</summary>
    private bool PassValue()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_at, _end - _at), _ended, _state);
        var isWhole = false;
        while (!isWhole && reader.Read())
        {
            isWhole = PassToken(reader);
        }

        var consumed = (int)reader.BytesConsumed;
        _line += _buffer.AsSpan(_at, consumed).Count((byte)'\n');
        _at += consumed;
        _state = reader.CurrentState;
        if (isWhole)
        {
            (_hasValue, _lineOfLastValue) = (true, _line);
        }

        return isWhole;
    }

    /// <summary>Whether the token ends a value.</summary>
    private bool PassToken(in Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth - (IsInArray ? 1 : 0);
        var isType = _isTypeNext;
        _isTypeNext = asMessages && depth == 1 && reader.TokenType == JsonTokenType.PropertyName && IsText(reader, "type"u8);
        if (asMessages && reader.CurrentDepth == 0 && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray)
        {
            IsInArray = reader.TokenType == JsonTokenType.StartArray;
            return !IsInArray;
        }

        if (!_inValue)
        {
            _inValue = true;
            _start = _at + (int)reader.TokenStartIndex;
        }

        _isPassing |= isType && reader.TokenType == JsonTokenType.String && IsOfNoState(reader);
        var isStart = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        return isStart && depth >= MaxDepth && !_isPassing
            ? throw Wrong($"is nested deeper than {MaxDepth} levels")
            : !isStart && depth == 0;
    }

    private static bool IsOfNoState(in Utf8JsonReader type) =>
        IsText(type, "RECORD"u8) || IsText(type, "LOG"u8) || IsText(type, "TRACE"u8) || IsText(type, "CATALOG"u8)
        || IsText(type, "SPEC"u8) || IsText(type, "CONNECTION_STATUS"u8) || IsText(type, "CONTROL"u8);

    /// <remarks>Nobody writes these with escapes, and an escape may be half of one, at which the parser throws.</remarks>
    private static bool IsText(in Utf8JsonReader reader, ReadOnlySpan<byte> text) => !reader.ValueIsEscaped && reader.ValueTextEquals(text);

    private JsonElement Take()
    {
        var json = _buffer.AsMemory(_start, _at - _start);
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
        return IsUnicode(json.Span) ? document.RootElement.Clone() : throw Wrong("is not valid Unicode", then: " Save it as UTF-8.");
    }

    private void Fill()
    {
        _start = _inValue && !_isPassing ? _start : _at;
        var kept = _buffer.AsSpan(_start, _end - _start);
        var most = _isPassing ? LargestPassed : LargestValue;
        if (kept.Length > most)
        {
            throw Wrong($"holds a value of more than {most >> 20} MB, which can't be meant");
        }

        var target = kept.Length > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        kept.CopyTo(target);
        (_buffer, _at, _end, _start) = (target, _at - _start, kept.Length, 0);
        var count = ReadBytes(_buffer.AsSpan(_end));
        _end += count;
        _ended = count == 0;

        var mark = "\uFEFF"u8;
        if (!_isBegun && (_end >= mark.Length || _ended))
        {
            _isBegun = true;
            _at = _buffer.AsSpan(0, _end).StartsWith(mark) ? mark.Length : 0;
        }
    }

    private int ReadBytes(Span<byte> target)
    {
        try
        {
            return _file.Read(target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(FailureKind.Config, $"The file given as {option} can't be read: {path}. Check that it is a file and that its disk is in order.", exception.GetType().Name);
        }
    }

    /// <summary>The line breaks of the whole file, which is read to its end for that.</summary>
    private long LineBreaks()
    {
        var breaks = _line;
        for (var rest = _buffer.AsSpan(_at, _end - _at); rest.Length > 0; rest = _buffer.AsSpan(0, ReadBytes(_buffer)))
        {
            breaks += rest.Count((byte)'\n');
        }

        return breaks;
    }

    /// <summary>Whether every name and text can be read. The parser looks at neither their bytes nor for the other half of a <c>\ud800</c>.</summary>
    private static bool IsUnicode(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
