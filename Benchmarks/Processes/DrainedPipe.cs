using System.Diagnostics;

namespace Dixa.Benchmarks.Processes;

/// <summary>A named pipe with a process that reads it to its end, as in <c>… | cat > /dev/null</c>.</summary>
/// <remarks>This process holds the pipe open too, so the reader, and its share of CPU time, ends only when it is told to.</remarks>
public sealed class DrainedPipe : IAsyncDisposable
{
    private readonly Process _reader;
    private readonly FileStream _held;

    private DrainedPipe(string path, Process reader)
    {
        Path = path;
        _reader = reader;

        // Waits until the reader is there.
        _held = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    }

    public string Path { get; }

    /// <param name="drain">What reads, as the shell spells it.</param>
    public static async Task<DrainedPipe> OpenAsync(Workbench bench, string drain)
    {
        var path = bench.NewPath("pipe");
        using (var make = Process.Start("mkfifo", [path]))
        {
            await make.WaitForExitAsync();
        }

        return new DrainedPipe(path, Process.Start("/bin/sh", ["-c", $"{drain} < \"$0\"", path]));
    }

    public async ValueTask DisposeAsync()
    {
        await _held.DisposeAsync();
        await _reader.WaitForExitAsync();
        _reader.Dispose();
        File.Delete(Path);
    }
}
