using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Dixa.Connector;

namespace Dixa.Benchmarks;

/// <summary>What figures were made with, for the line below them.</summary>
public static partial class Machine
{
    /// <summary>The day, the machine and the versions.</summary>
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores of {Processor()}, Linux {Environment.OSVersion.Version.ToString(3)}, .NET {Environment.Version}, source-dixa {ConnectorVersion.Current}, curl {Curl()}");

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "an unnamed processor";

    private static string Curl()
    {
        using var curl = Process.Start(new ProcessStartInfo("curl", ["--version"]) { RedirectStandardOutput = true })!;
        var version = Version().Match(curl.StandardOutput.ReadToEnd()).Groups["version"].Value;
        curl.WaitForExit();
        return version;
    }

    [GeneratedRegex(@"^curl (?<version>\S+)")]
    private static partial Regex Version();
}
