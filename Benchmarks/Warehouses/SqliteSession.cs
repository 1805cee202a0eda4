using System.Diagnostics;

namespace Dixa.Benchmarks.Warehouses;

/// <summary>A <c>sqlite3</c> that stays, so that a file can be asked many times a second.</summary>
public sealed class SqliteSession : IDisposable
{
    private const string End = "_end_of_answer_";

    private readonly Process _process;

    public SqliteSession(string path)
    {
        _process = Process.Start(new ProcessStartInfo("sqlite3", ["-batch", "-readonly", path]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        _process.StandardInput.WriteLine(".timeout 10000");
    }

    /// <summary>The rows that a statement gives, its columns with bars between them.</summary>
    public IReadOnlyList<string> Ask(string sql)
    {
        _process.StandardInput.WriteLine($"{sql};\n.print {End}");
        _process.StandardInput.Flush();
        var rows = new List<string>();
        while (_process.StandardOutput.ReadLine() is { } line && line != End)
        {
            rows.Add(line);
        }

        return rows;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
