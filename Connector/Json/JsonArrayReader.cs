using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Dixa.Connector.Json;

/// <summary>Finds the elements of the array that an answer holds, while the answer is still arriving.</summary>
/// <remarks>
/// <para>Memory is the largest element, not the answer. Every byte is validated as JSON, so what comes out is valid JSON;
/// what an element's strings and numbers say is never looked at, so it comes out as it went in.</para>
/// <para>An answer counts only once its array and whatever encloses it have closed: <see cref="IsComplete"/>.</para>
/// </remarks>
/// <param name="body">The answer's body.</param>
/// <param name="place">Where the array is.</param>
/// <param name="keys">The fields to pick out of each element.</param>
public sealed class JsonArrayReader(Stream body, RecordPlace place, RecordKeys keys) : IDisposable
{
    /// <summary>Deeper nesting than any record has; the parser refuses more.</summary>
    public const int MaxDepth = 1000;

    private const int InitialBytes = 512 * 1024;

    /// <summary>An element that is cut off at this size is not scanned again before its bytes have doubled: no element is scanned more than twice.</summary>
    private const int RescanBytes = 64 * 1024;

    /// <summary>No record comes near; one that did would take three times as much memory on its way.</summary>
    private const int LargestElement = 128 * 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = MaxDepth });
    private int _start;
    private int _end;
    private int _rescanAt;
    private bool _ended;
    private bool _arrayClosed;
    private int _level;
    private Phase _phase = Phase.Start;

    private enum Phase
    {
        Start,
        Envelope,
        Array,
        Done,
    }

    /// <summary>Whether the array and its envelope have closed.</summary>
    public bool IsComplete => _phase == Phase.Done;

    /// <summary>The envelope's <c>meta.next</c>: the link to the next page; null on the last one.</summary>
    public string? NextPage { get; private set; }

    /// <summary>Waits for more bytes; false once the body has ended.</summary>
    public async ValueTask<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        if (_ended)
        {
            return false;
        }

        MakeRoom();
        do
        {
            var count = await body.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            _end += count;
            _ended = count == 0;
        }
        while (!_ended && _end - _start < _rescanAt && _end < _buffer.Length);
        return true;
    }

    /// <summary>Takes the next whole element out of what has arrived; false when more bytes are needed, or there are no more elements.</summary>
    /// <exception cref="JsonException">The body is not the JSON that it should be.</exception>
    public bool TryRead(out JsonRecord record)
    {
        record = default;
        if (_end - _start < _rescanAt && !_ended)
        {
            return false;
        }

        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _ended, _state);
            var step = _phase switch
            {
                Phase.Start => Begin(ref reader),
                Phase.Envelope => ReadEnvelope(ref reader, out record),
                Phase.Array => ReadElement(ref reader, out record),
                _ => ReadTail(),
            };
            if (step == Step.NeedMore)
            {
                var cut = _end - _start;
                _rescanAt = cut switch
                {
                    < RescanBytes => 0,
                    <= LargestElement => cut * 2,
                    _ => throw new JsonException($"an element of the array is larger than {LargestElement} bytes"),
                };
                return false;
            }

            _start += (int)reader.BytesConsumed;
            _state = reader.CurrentState;
            _rescanAt = 0;
            if (step == Step.Record)
            {
                return true;
            }
        }
    }

    /// <summary>To be called at the end of the body.</summary>
    /// <exception cref="JsonException">The body ended before its JSON did.</exception>
    public JsonArrayReader RequireWhole() => IsComplete ? this : throw new JsonException("the body ended before its JSON did");

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private Step Begin(ref Utf8JsonReader reader)
    {
        var mark = "\uFEFF"u8;
        if (_end - _start < mark.Length && !_ended)
        {
            return Step.NeedMore;
        }

        if (_buffer.AsSpan(_start, _end - _start).StartsWith(mark))
        {
            _start += mark.Length;
            return Step.Passed;
        }

        if (!reader.Read())
        {
            return Step.NeedMore;
        }

        _phase = reader.TokenType switch
        {
            JsonTokenType.StartArray when place.Path.Count == 0 => Phase.Array,
            JsonTokenType.StartObject when place.Path.Count > 0 => Phase.Envelope,
            _ => throw NoArray(),
        };
        return Step.Passed;
    }

    private Step ReadEnvelope(scoped ref Utf8JsonReader reader, out JsonRecord record)
    {
        record = default;
        if (!reader.Read())
        {
            return Step.NeedMore;
        }

        if (reader.TokenType == JsonTokenType.EndObject)
        {
            if (_level == 0)
            {
                _phase = _arrayClosed || place.IsOptional ? Phase.Done : throw NoArray();
            }
            else
            {
                _level--;
            }

            return Step.Passed;
        }

        var onPath = reader.ValueTextEquals(place.Path[_level]);
        if (onPath && _arrayClosed)
        {
            throw new JsonException($"the body has \"{string.Join('.', place.Path)}\" twice");
        }

        var isMeta = _level == 0 && reader.ValueTextEquals("meta"u8);
        if (!reader.Read())
        {
            return Step.NeedMore;
        }

        if (onPath)
        {
            var last = _level == place.Path.Count - 1;
            if (last && place.IsSingle && reader.TokenType == JsonTokenType.StartObject)
            {
                var step = ReadObject(ref reader, out record);
                _arrayClosed = step != Step.NeedMore;
                return step;
            }

            if (reader.TokenType != (last && !place.IsSingle ? JsonTokenType.StartArray : JsonTokenType.StartObject))
            {
                throw NoArray();
            }

            _phase = last ? Phase.Array : Phase.Envelope;
            _level += last ? 0 : 1;
            return Step.Passed;
        }

        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return Step.NeedMore;
        }

        if (isMeta)
        {
            NextPage = NextLink(_buffer.AsMemory(_start + start, (int)reader.BytesConsumed - start));
        }

        return Step.Passed;
    }

    private Step ReadElement(scoped ref Utf8JsonReader reader, out JsonRecord record)
    {
        record = default;
        if (!reader.Read())
        {
            return Step.NeedMore;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.EndArray:
                _arrayClosed = true;
                _phase = place.Path.Count == 0 ? Phase.Done : Phase.Envelope;
                return Step.Passed;
            case JsonTokenType.Null:
                return Step.Passed;
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, out record);
            default:
                throw new JsonException("an element of the array is not an object");
        }
    }

    private Step ReadObject(scoped ref Utf8JsonReader reader, out JsonRecord record)
    {
        record = default;
        var start = (int)reader.TokenStartIndex;
        var bytes = _buffer.AsSpan(_start, _end - _start);
        var cursor = ReadOnlySpan<byte>.Empty;
        var fingerprint = Fingerprint.Start;
        var keysFound = 0;
        var members = 0;
        while (true)
        {
            if (!reader.Read())
            {
                return Step.NeedMore;
            }

            if (reader.TokenType == JsonTokenType.EndObject)
            {
                break;
            }

            members++;
            var isCursor = keys.Cursor is not null && reader.ValueTextEquals(keys.Cursor);
            var isKey = IsKey(ref reader);
            if (!reader.Read())
            {
                return Step.NeedMore;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                if (!reader.TrySkip())
                {
                    return Step.NeedMore;
                }
            }
            else if (reader.TokenType != JsonTokenType.Null)
            {
                if (isKey)
                {
                    fingerprint = Fingerprint.Add(fingerprint, reader.ValueSpan);
                    keysFound++;
                }

                if (isCursor)
                {
                    cursor = reader.ValueSpan;
                }
            }
        }

        if (members == 0)
        {
            return Step.Passed;
        }

        var json = bytes[start..(int)reader.BytesConsumed];
        if (!Utf8.IsValid(json))
        {
            throw new JsonException("an element of the array is no valid UTF-8");
        }

        record = new JsonRecord
        {
            Json = json,
            Cursor = cursor,
            Fingerprint = keysFound == keys.PrimaryKey.Length && keysFound > 0
                ? Fingerprint.Add(fingerprint, cursor)
                : Fingerprint.Add(Fingerprint.Start, json),
        };
        return Step.Record;
    }

    private bool IsKey(ref Utf8JsonReader reader)
    {
        foreach (var name in keys.PrimaryKey)
        {
            if (reader.ValueTextEquals(name))
            {
                return true;
            }
        }

        return false;
    }

    private Step ReadTail()
    {
        if (_buffer.AsSpan(_start, _end - _start).IndexOfAnyExcept(" \t\r\n"u8) >= 0)
        {
            throw new JsonException("the body goes on after its JSON value");
        }

        _start = _end;
        return Step.NeedMore;
    }

    private static string? NextLink(ReadOnlyMemory<byte> meta)
    {
        using var document = JsonDocument.Parse(meta);
        var link = document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("next"u8, out var next)
            && next.ValueKind == JsonValueKind.String
            ? Text(next)
            : null;
        return string.IsNullOrWhiteSpace(link) ? null : link;

        static string? Text(JsonElement next)
        {
            try
            {
                return next.GetString();
            }
            catch (InvalidOperationException exception)
            {
                throw new JsonException("\"meta.next\" is no valid text", exception);
            }
        }
    }

    private JsonException NoArray() => new(
        place.Path.Count == 0 ? "the body is not a JSON array" : $"the body is not a JSON object with an {(place.IsSingle ? "object" : "array")} at \"{string.Join('.', place.Path)}\"");

    private void MakeRoom()
    {
        var length = _end - _start;
        var needed = Math.Max(_rescanAt, length + 1);
        if (needed <= _buffer.Length)
        {
            _buffer.AsSpan(_start, length).CopyTo(_buffer);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
            _buffer.AsSpan(_start, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        _start = 0;
        _end = length;
    }

    private enum Step
    {
        NeedMore,
        Passed,
        Record,
    }
}
