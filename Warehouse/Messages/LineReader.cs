using System.Buffers;

namespace Dixa.Warehouse.Messages;

/// <summary>Cuts a stream of bytes into its lines, in one buffer that is used again and grows to the longest line.</summary>
public sealed class LineReader(Stream input, int longest = LineReader.Longest) : IDisposable
{
    /// <summary>The longest line that is taken. Platforms warn of 20 MB; PostgreSQL can't hold a JSON text of this size.</summary>
    public const int Longest = 256 << 20;

    private const int Room = 1 << 18;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Room);
    private int _start;
    private int _scanned;
    private int _end;
    private int _lineStart;
    private int _lineLength;
    private bool _hasEnded;

    /// <summary>The line that was read last, without its line feed.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>Whether the input ended within this line.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads the next line that is not empty; false at the end.</summary>
    public bool Read()
    {
        while (true)
        {
            var feed = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                Take(_scanned + feed, after: 1);
            }
            else if (!_hasEnded)
            {
                _scanned = _end;
                Fill();
                continue;
            }
            else if (_start == _end)
            {
                return false;
            }
            else
            {
                IsCut = true;
                Take(_end, after: 0);
            }

            if (_lineLength > 0)
            {
                return true;
            }
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Take(int end, int after)
    {
        (_lineStart, _lineLength) = (_start, end - _start);
        if (_lineLength > 0 && _buffer[end - 1] == (byte)'\r')
        {
            _lineLength--;
        }

        _start = _scanned = end + after;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_scanned, _end, _start) = (_scanned - _start, _end - _start, 0);
        }

        if (_end == _buffer.Length || (_end == 0 && _buffer.Length > 16 * Room))
        {
            Resize();
        }

        var read = input.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _hasEnded = read == 0;
    }

    /// <summary>Makes room for a longer line, or gives back what a very long one took.</summary>
    private void Resize()
    {
        if (_end >= longest)
        {
            throw WarehouseException.Configuration($"A line of the input is longer than {longest >> 20} MB: no record of that size can be kept.");
        }

        var larger = ArrayPool<byte>.Shared.Rent(_end == 0 ? Room : 2 * _buffer.Length);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
