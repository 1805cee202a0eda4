using System.Diagnostics;
using System.Globalization;
using Dixa.Connector;
using Dixa.Connector.Faults.Source;
using Dixa.Connector.Harness;

namespace Dixa.Warehouse.EndToEnd;

/// <summary>The programs as they ship; elsewhere than on Linux x64, where they are not published, as they were built.</summary>
public static class Programs
{
    public static string Warehouse { get; } = Locate("dixa-warehouse");

    public static string Source { get; } = Locate("source-dixa");

    /// <summary>Starts a program. Nobody reads what it says but <see cref="EndAsync"/>.</summary>
    public static Process Start(string program, params string[] arguments) => Start(program, new Dictionary<string, string>(), arguments);

    /// <summary>Starts a program with variables of its own.</summary>
    public static Process Start(string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // Who is killed would leave the sockets of its diagnostics behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>The variable by which a source has this time.</summary>
    public static IReadOnlyDictionary<string, string> At(CaseClock clock) => new Dictionary<string, string> { [SimulatedClock.Variable] = clock.ToString() };

    /// <summary>Waits for its end: the exit code, and all that it said.</summary>
    public static async Task<(int Code, string Said)> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Sends a signal to a process; that it has ended meanwhile is fine.</summary>
    public static void Signal(int process, string signal)
    {
        using var kill = Start("kill", $"-{signal}", process.ToString(CultureInfo.InvariantCulture));
        kill.WaitForExit();
    }

    /// <summary>The process that another one has started last; null for none.</summary>
    public static int? ChildOf(int process)
    {
        try
        {
            var children = File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var task in Directory.GetDirectories($"/proc/{process}/task"))
            {
                children = [.. children, .. File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
            }

            return children.Length > 0 ? int.Parse(children[^1], CultureInfo.InvariantCulture) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Locate(string name)
    {
        var published = Repository.PathOf("artifacts", name, name);
        return File.Exists(published) ? published : Path.Combine(AppContext.BaseDirectory, name);
    }
}
