using System.ComponentModel;
using System.Diagnostics;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Acceptance;

/// <summary>Reads messages as Airbyte's Python programs do: by <c>str.splitlines</c> and <c>json</c>.</summary>
public static class PythonReader
{
    private const string Script = """
        import json, sys
        lines = open(sys.argv[1], encoding="utf-8", newline="").read().splitlines()
        print(len(lines), sum(json.loads(line)["type"] == "RECORD" for line in lines))
        """;

    /// <summary>The number of lines that Python finds, and of records among them; skips the test where there is no Python.</summary>
    public static async Task<(int Lines, int Records)> CountAsync(IEnumerable<string> lines)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, string.Concat(lines.Select(line => $"{line}\n")), TestContext.Current.CancellationToken);
            using var python = new RunningProcess(Start(file));
            var run = await python.EndAsync();
            Assert.True(run.ExitCode == 0, run.Stderr);
            var counts = run.Lines[0].Split(' ').Select(int.Parse).ToArray();
            return (counts[0], counts[1]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Process Start(string file)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("python3", ["-c", Script, file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no python3 here.");
            throw;
        }
    }
}
