using System.Buffers;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Writing;

/// <summary>Records that wait for the state that covers them: their lines, in pooled memory and, where they are too many, in a file.</summary>
/// <remarks>They can be read any number of times, so that a transaction that was undone can be tried again.</remarks>
public sealed class RowBuffer : IDisposable
{
    private const int SmallestChunk = 1 << 12;

    private const int LargestChunk = 1 << 20;

    private readonly List<Chunk> _chunks = [];
    private readonly List<int> _spilled = [];
    private FileStream? _file;

    /// <summary>How many records there are.</summary>
    public long Count { get; private set; }

    /// <summary>How many bytes their lines have.</summary>
    public long Bytes { get; private set; }

    /// <summary>How much memory is taken.</summary>
    public long Memory { get; private set; }

    /// <summary>Adds a line.</summary>
    /// <returns>How much more memory is taken.</returns>
    public int Append(ReadOnlySpan<byte> line)
    {
        var taken = 0;
        if (_chunks.Count == 0 || _chunks[^1].Room < line.Length + 1)
        {
            var size = _chunks.Count == 0 && _file is null ? SmallestChunk : (int)Math.Min(LargestChunk, 2 * Bytes);
            var chunk = new Chunk(Bytes, ArrayPool<byte>.Shared.Rent(Math.Max(size, line.Length + 1)));
            _chunks.Add(chunk);
            taken = chunk.Bytes.Length;
        }

        _chunks[^1].Append(line);
        Memory += taken;
        Bytes += line.Length + 1;
        Count++;
        return taken;
    }

    /// <summary>Moves everything into a file of this process's own, which goes with it.</summary>
    /// <returns>How much memory is free again.</returns>
    public long Spill(string directory)
    {
        try
        {
            _file ??= Create(directory);
            foreach (var chunk in _chunks)
            {
                _file.Write(chunk.Bytes.AsSpan(0, chunk.Length));
                _spilled.Add(chunk.Length);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw WarehouseException.Configuration(
                $"Rows that wait for their state can't be kept in {directory}: {exception.Message}. Set the environment variable TMPDIR to a directory with room; with SQLite they wait beside its file.", exception);
        }

        var freed = Memory;
        ReturnChunks();
        return freed;
    }

    /// <summary>The lines in the order in which they came, each with its address. A line holds until the next one is asked for.</summary>
    public IEnumerable<(RowLine Line, long Address)> Lines()
    {
        long address = 0;
        foreach (var (bytes, length) in Chunks())
        {
            for (var start = 0; start < length;)
            {
                var line = bytes.AsSpan(start, length - start).IndexOf((byte)'\n');
                yield return (new RowLine(bytes, start, line), address);
                start += line + 1;
                address += line + 1;
            }
        }
    }

    /// <summary>One line again. It holds until the next one is asked for with the same room.</summary>
    /// <param name="address">What <see cref="Lines"/> gave with it.</param>
    /// <param name="room">Where a line goes that waits in the file.</param>
    public RowLine At(long address, int length, Scratch room)
    {
        if (_chunks.Count > 0 && address >= _chunks[0].Address)
        {
            var (first, after) = (0, _chunks.Count);
            while (after - first > 1)
            {
                var middle = (first + after) / 2;
                (first, after) = _chunks[middle].Address <= address ? (middle, after) : (first, middle);
            }

            return new RowLine(_chunks[first].Bytes, (int)(address - _chunks[first].Address), length);
        }

        room.Clear();
        for (var done = 0; done < length;)
        {
            var read = RandomAccess.Read(_file!.SafeFileHandle, room.Reserve(length - done)[..(length - done)], address + done);
            room.Advance(read);
            done += read > 0 ? read : throw new EndOfStreamException();
        }

        return new RowLine(room.Bytes, 0, length);
    }

    public void Dispose()
    {
        ReturnChunks();
        _file?.Dispose();
    }

    /// <summary>Many lines at once, each with its line feed. A chunk holds until the next one is asked for.</summary>
    private IEnumerable<(byte[] Bytes, int Length)> Chunks()
    {
        if (_file is not null)
        {
            var room = ArrayPool<byte>.Shared.Rent(_spilled.Max());
            try
            {
                _file.Position = 0;
                foreach (var length in _spilled)
                {
                    _file.ReadExactly(room, 0, length);
                    yield return (room, length);
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(room);
            }
        }

        foreach (var chunk in _chunks)
        {
            yield return (chunk.Bytes, chunk.Length);
        }
    }

    private static FileStream Create(string directory)
    {
        var path = Path.Combine(directory, $".dixa-warehouse-{Guid.NewGuid():N}.rows");
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }

        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });

        // Without a name it goes with the process, however that ends.
        File.Delete(path);
        return file;
    }

    private void ReturnChunks()
    {
        foreach (var chunk in _chunks)
        {
            ArrayPool<byte>.Shared.Return(chunk.Bytes);
        }

        _chunks.Clear();
        Memory = 0;
    }

    /// <param name="address">How many bytes came before it.</param>
    private sealed class Chunk(long address, byte[] bytes)
    {
        public long Address { get; } = address;

        public byte[] Bytes { get; } = bytes;

        public int Length { get; private set; }

        public int Room => Bytes.Length - Length;

        public void Append(ReadOnlySpan<byte> line)
        {
            line.CopyTo(Bytes.AsSpan(Length));
            Bytes[Length + line.Length] = (byte)'\n';
            Length += line.Length + 1;
        }
    }
}
