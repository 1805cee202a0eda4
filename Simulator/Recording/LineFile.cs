namespace Dixa.Simulator.Recording;

/// <summary>A file to which whole lines are added, by several answers at once. What was flushed survives the end of the process, however it comes.</summary>
public sealed class LineFile(string path) : IDisposable
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    private readonly Lock _gate = new();
    private readonly FileStream _file = Open(path);

    public void Add(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            _file.Write(line);
            _file.Write(LineEnd);
        }
    }

    public void Flush()
    {
        lock (_gate)
        {
            _file.Flush();
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
