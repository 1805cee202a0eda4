using System.Buffers;
using System.Text.Json;

namespace Dixa.Connector.Json;

/// <summary>Finds the elements of the array in a response, while the response is still arriving.</summary>
/// <remarks>
/// <para>Memory use is the largest element, not the response. Every byte is checked to be JSON, so the output is valid JSON. The
/// contents of strings and numbers are not interpreted, so they are written unchanged.</para>
/// <para>A response counts only once the array and everything around it have closed: <see cref="ReadAllAsync"/> does not return before.</para>
/// </remarks>
/// <param name="body">The response's body.</param>
/// <param name="selector">Where the array is.</param>
/// <param name="shape">What to look for in each element.</param>
/// <param name="violation">Called for values that violate their schema, possibly more than once for the same value.</param>
public sealed class JsonArrayReader(Stream body, RecordSelector selector, RecordShape shape, SchemaViolationHandler? violation = null) : IDisposable
{
    /// <summary>The buffer's first size. A read takes 11 % longer with 64 KB, and 12 % with 2 MB, which exceeds the processor's cache.</summary>
    private const int InitialBytes = 512 * 1024;

    /// <summary>An incomplete element of this size is scanned again only after its bytes have doubled, so no element is scanned more than twice.</summary>
    private const int RescanBytes = 64 * 1024;

    /// <summary>The largest element. No record comes near it; one of this size would need three times as much memory.</summary>
    private const int LargestElement = 128 * 1024 * 1024;

    /// <summary>Used instead of a level on the path to the array: the member that has the link to the next page.</summary>
    private const int Meta = -1;

    private readonly RecordPieces _pieces = new();
    private readonly RecordSanitizer _sanitizer = new(shape);
    private readonly NameTable<int> _envelope = new([.. selector.Path.Select((name, level) => (name, level)), ("meta", Meta)]);
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private int _start;
    private int _end;
    private long _passed;
    private int _rescanAt;
    private bool _ended;
    private bool _isFirst;
    private bool _arrayClosed;
    private bool _hasMeta;
    private string? _nextPage;
    private bool _mayBeAbsent = selector.IsOptional && selector.Path.Count == 1;
    private int _level;
    private Phase _phase = Phase.Start;

    private enum Phase
    {
        Start,
        Envelope,
        Array,
        Tail,
    }

    /// <summary>The result of a step.</summary>
    private enum Step
    {
        /// <summary>The scanner stopped, either at the end of the available bytes or at invalid JSON.</summary>
        Stopped,
        Passed,
        Record,

        /// <summary>Everything has been read and has closed.</summary>
        Over,
    }

    /// <summary>Reads the body to its end and passes on each element as soon as it has arrived.</summary>
    /// <param name="handle">Takes an element. Its elements count only if this method returns without an error.</param>
    /// <param name="output">Where the handler writes; flushed whenever it is full.</param>
    /// <returns>The envelope's <c>meta.next</c>, the link to the next page; null on the last page.</returns>
    /// <exception cref="JsonException">The body is not the expected JSON, or it ended too early.</exception>
    public async ValueTask<string?> ReadAllAsync(RecordHandler handle, CancellationToken cancellationToken, IFlushable? output = null)
    {
        while (await ReadMoreAsync(cancellationToken))
        {
            while (TryRead(out var record))
            {
                handle(record);
                if (output is { IsFull: true })
                {
                    await output.FlushAsync(cancellationToken);
                }
            }
        }

        return _phase == Phase.Tail ? _nextPage : throw new JsonException("the body ended before its JSON did");
    }

    /// <summary>Reads a body that must not have a next page.</summary>
    /// <inheritdoc cref="ReadAllAsync"/>
    public async ValueTask ReadOnlyPageAsync(RecordHandler handle, CancellationToken cancellationToken)
    {
        if (await ReadAllAsync(handle, cancellationToken) is not null)
        {
            throw new JsonException("the response goes on at another page, but it is documented to have only one");
        }
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Waits for more bytes; false at the end of the body.</summary>
    private async ValueTask<bool> ReadMoreAsync(CancellationToken cancellationToken)
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

    /// <summary>Takes the next complete element from the available bytes; false if more bytes are needed or no element is left.</summary>
    /// <exception cref="JsonException">The body is not the expected JSON.</exception>
    private bool TryRead(out JsonRecord record)
    {
        record = default;
        if (_end - _start < _rescanAt && !_ended)
        {
            return false;
        }

        while (true)
        {
            var scanner = new JsonScanner(_buffer.AsSpan(0, _end), _start);
            var step = _phase switch
            {
                Phase.Start => Begin(ref scanner),
                Phase.Envelope => ReadEnvelope(ref scanner, out record),
                Phase.Array => ReadElement(ref scanner, out record),
                _ => ReadTail(ref scanner),
            };
            if (step is Step.Stopped)
            {
                WaitForMore(scanner);
                return false;
            }

            _passed += scanner.At - _start;
            _start = scanner.At;
            _rescanAt = 0;
            if (step is not Step.Passed)
            {
                return step is Step.Record;
            }
        }
    }

    private Step Begin(scoped ref JsonScanner scanner)
    {
        var mark = "\uFEFF"u8;
        var arrived = _buffer.AsSpan(_start, _end - _start);
        if (arrived.Length < mark.Length && !_ended)
        {
            scanner.At = _end;
            return Step.Stopped;
        }

        scanner.At += arrived.StartsWith(mark) ? mark.Length : 0;
        scanner.SkipSpace();
        if (scanner.IsAtEnd)
        {
            return Step.Stopped;
        }

        var isBare = selector.Path.Count == 0;
        if (!scanner.Take(isBare ? (byte)'[' : (byte)'{'))
        {
            throw NoArray();
        }

        _phase = isBare ? Phase.Array : Phase.Envelope;
        _isFirst = true;
        return Step.Passed;
    }

    private Step ReadEnvelope(scoped ref JsonScanner scanner, out JsonRecord record)
    {
        record = default;
        var isFirst = _isFirst;
        if (!scanner.NextMember(ref isFirst, out var isOver))
        {
            return Step.Stopped;
        }

        if (isOver)
        {
            _isFirst = false;
            return LeaveObject();
        }

        if (scanner.IsAtEnd)
        {
            return Step.Stopped;
        }

        var entry = 0;
        var isKnown = _envelope.TryFind(scanner, ref entry, out var level);
        if (isKnown && level == _level)
        {
            if (_arrayClosed)
            {
                throw new JsonException($"the body has \"{string.Join('.', selector.Path)}\" twice");
            }

            return EnterMember(ref scanner, out record);
        }

        // A number at the end of the available bytes may continue in the next ones.
        var isMeta = isKnown && level == Meta && _level == 0;
        var valueAt = scanner.At;
        if (!scanner.SkipValue() || scanner.IsAtEnd)
        {
            return Step.Stopped;
        }

        if (isMeta)
        {
            _nextPage = _hasMeta
                ? throw new JsonException("the body has \"meta\" twice")
                : NextLink.Of(_buffer.AsMemory(valueAt, scanner.At - valueAt));
            _hasMeta = true;
        }

        _isFirst = false;
        return Step.Passed;
    }

    private Step LeaveObject()
    {
        if (_level > 0)
        {
            _level--;
            return Step.Passed;
        }

        _phase = _arrayClosed || _mayBeAbsent ? Phase.Tail : throw NoArray();
        return Step.Passed;
    }

    /// <summary>Enters a member that leads to the array, or reads the single object in the array's place.</summary>
    private Step EnterMember(scoped ref JsonScanner scanner, out JsonRecord record)
    {
        record = default;
        var isLast = _level == selector.Path.Count - 1;
        if (scanner.Next != (isLast && !selector.IsSingle ? '[' : '{'))
        {
            throw NoArray();
        }

        if (isLast && selector.IsSingle)
        {
            var step = ReadObject(ref scanner, out record);
            _arrayClosed |= step is not Step.Stopped;
            _isFirst &= step is Step.Stopped;
            return step;
        }

        scanner.At++;
        _phase = isLast ? Phase.Array : Phase.Envelope;
        _level += isLast ? 0 : 1;
        _mayBeAbsent |= selector.IsOptional && _level == selector.Path.Count - 1;
        _isFirst = true;
        return Step.Passed;
    }

    private Step ReadElement(scoped ref JsonScanner scanner, out JsonRecord record)
    {
        record = default;
        var isFirst = _isFirst;
        if (!scanner.NextElement(ref isFirst, out var isOver))
        {
            return Step.Stopped;
        }

        if (isOver)
        {
            _arrayClosed = true;
            _phase = selector.Path.Count == 0 ? Phase.Tail : Phase.Envelope;
            _isFirst = false;
            return Step.Passed;
        }

        Step step;
        switch (scanner.Next)
        {
            case (byte)'{':
                step = ReadObject(ref scanner, out record);
                break;
            case (byte)'n':
                step = scanner.SkipValue() ? Step.Passed : Step.Stopped;
                break;
            default:
                step = scanner.IsAtEnd ? Step.Stopped : throw new JsonException($"an element of the array is not an object, at byte {Offset(scanner)}");
                break;
        }

        _isFirst &= step is Step.Stopped;
        return step;
    }

    private Step ReadObject(scoped ref JsonScanner scanner, out JsonRecord record)
    {
        record = default;
        var start = scanner.At;
        if (!shape.TryScan(ref scanner, violation, _pieces, out var scanned))
        {
            return Step.Stopped;
        }

        if (scanned.IsEmpty)
        {
            return Step.Passed;
        }

        record = scanner.Flaws == TextFlaws.None ? scanned : _sanitizer.Sanitize(scanner.Text(start), scanner.Flaws);
        return Step.Record;
    }

    private static Step ReadTail(scoped ref JsonScanner scanner)
    {
        scanner.SkipSpace();
        return scanner.IsAtEnd ? Step.Over : Step.Stopped;
    }

    /// <exception cref="JsonException">The text is invalid, so more bytes would not help.</exception>
    private void WaitForMore(in JsonScanner scanner)
    {
        if (!scanner.IsAtEnd)
        {
            throw new JsonException($"the body is not valid JSON at byte {Offset(scanner)}");
        }

        var cut = _end - _start;
        _rescanAt = cut switch
        {
            < RescanBytes => 0,
            <= LargestElement => cut * 2,
            _ => throw new JsonException($"an element of the array is larger than {LargestElement} bytes"),
        };
    }

    private long Offset(in JsonScanner scanner) => _passed + scanner.At - _start;

    private JsonException NoArray() => new(
        selector.Path.Count == 0 ? "the body is not a JSON array" : $"the body is not a JSON object with an {(selector.IsSingle ? "object" : "array")} at \"{string.Join('.', selector.Path)}\"");

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
}
