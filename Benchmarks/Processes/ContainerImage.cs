using System.Diagnostics;
using System.Globalization;

namespace Dixa.Benchmarks.Processes;

/// <summary>The connector's image, where a Docker engine has one.</summary>
/// <param name="Bytes">Its size, unpacked.</param>
public sealed record ContainerImage(string Name, long Bytes)
{
    public const int Megabytes = 128;

    /// <summary>What is asked for in the README, and what the tests build.</summary>
    private static readonly string[] Names = ["source-dixa", "source-dixa:test"];

    public static ContainerImage? Find() => Names.Select(Inspect).FirstOrDefault(image => image is not null);

    /// <summary>The command in a container without swap that sees the files of this machine and its network; the executable at hand takes the place of the image's.</summary>
    public Command Contain(Workbench bench, Command command) => new(
        "docker",
        [
            "run", "--rm", "--network", "host", "--memory", $"{Megabytes}m", "--memory-swap", $"{Megabytes}m", "--user", "0",
            "--volume", $"{bench.Folder}:{bench.Folder}:ro",
            "--volume", $"{Workbench.Connector}:/airbyte/source-dixa:ro", "--env", $"{Connector.SimulatedClock.Variable}={command.Clock}",
            Name, .. command.Arguments,
        ]);

    private static ContainerImage? Inspect(string name)
    {
        using var docker = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "docker image inspect --format '{{.Size}}' \"$0\" 2> /dev/null", name])
        {
            RedirectStandardOutput = true,
        })!;
        var size = docker.StandardOutput.ReadToEnd();
        docker.WaitForExit();
        return docker.ExitCode == 0 ? new ContainerImage(name, long.Parse(size, CultureInfo.InvariantCulture)) : null;
    }
}
