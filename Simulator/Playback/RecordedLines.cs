using System.Text.Json;
using Dixa.Simulator.Recording;
using Microsoft.Win32.SafeHandles;

namespace Dixa.Simulator.Playback;

/// <summary>The lines of a recorded file: read once to find what is where, and again piece by piece when asked for.</summary>
public sealed class RecordedLines : IDisposable
{
    private const int BufferBytes = 1024 * 1024;
    private const int LongestLine = 256 * 1024 * 1024;

    private readonly string _path;
    private readonly SafeFileHandle _file;

    /// <param name="path">A file of a recording; it may be missing or empty.</param>
    /// <param name="read">Takes each line and where it begins.</param>
    public RecordedLines(string path, Action<long, ReadOnlySpan<byte>> read)
    {
        _path = path;
        if (!File.Exists(path))
        {
            throw new RecordingException($"{path} is missing. Copy the whole directory, or record anew.");
        }

        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.RandomAccess);
        try
        {
            ReadAll(read);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>Says that the last line is torn, if it is: its recorder was killed while it wrote, and the line is left out.</summary>
    public string? TornLine { get; private set; }

    /// <summary>A part of a line.</summary>
    public byte[] Read(long offset, int length)
    {
        var bytes = new byte[length];
        for (var done = 0; done < length;)
        {
            var read = RandomAccess.Read(_file, bytes.AsSpan(done), offset + done);
            done += read > 0 ? read : throw new RecordingException($"{_path} has become shorter since it was opened. Start the simulator again.");
        }

        return bytes;
    }

    public void Dispose() => _file.Dispose();

    private void ReadAll(Action<long, ReadOnlySpan<byte>> read)
    {
        var (buffer, held, offset, number) = (new byte[BufferBytes], 0, 0L, 0);
        while (RandomAccess.Read(_file, buffer.AsSpan(held), offset + held) is > 0 and var more)
        {
            held += more;
            var start = 0;
            while (buffer.AsSpan(start, held - start).IndexOf((byte)'\n') is >= 0 and var length)
            {
                ReadLine(read, offset + start, buffer.AsSpan(start, length), ++number);
                start += length + 1;
            }

            (offset, held) = (offset + start, held - start);
            buffer.AsSpan(start, held).CopyTo(buffer);
            if (held > LongestLine)
            {
                throw new RecordingException($"{_path} is damaged in line {number + 1}: it has no end. Delete the line, or record anew.");
            }

            if (held == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        TornLine = held > 0 ? $"The last line of {Path.GetFileName(_path)} is torn and left out: its recorder was killed." : null;
    }

    private void ReadLine(Action<long, ReadOnlySpan<byte>> read, long offset, ReadOnlySpan<byte> line, int number)
    {
        try
        {
            read(offset, line);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new RecordingException($"{_path} is damaged in line {number}: {failure.Message} Delete the line, or record anew.", failure);
        }
    }
}
