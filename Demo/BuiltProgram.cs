using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Dixa.Demo;

/// <summary>A program of this repository that was built along with the demo.</summary>
public static class BuiltProgram
{
    /// <summary>How it is started in the demo's directory, its input and output as pipes.</summary>
    /// <remarks>
    /// By the runtime that runs this program, if it is a shared one: an executable of its own looks for one in the usual places
    /// only, and a fresh SDK may lie elsewhere.
    /// </remarks>
    /// <exception cref="DemoException">It is not there.</exception>
    public static ProcessStartInfo Start(string directory, string name, IEnumerable<string> arguments, OutputFolder folder)
    {
        var (program, first) = Locate(directory, name);
        return new ProcessStartInfo(program, [.. first, .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static (string Program, string[] First) Locate(string directory, string name)
    {
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet" + suffix));
        var (library, executable) = (Path.Combine(directory, $"{name}.dll"), Path.Combine(directory, name + suffix));
        return File.Exists(dotnet) && File.Exists(library) ? (dotnet, ["exec", library])
            : File.Exists(executable) ? (executable, [])
            : throw new DemoException($"The program is not at {library}, or there is no .NET runtime for it. Start the demo from the sources: dotnet run --project Demo");
    }
}
