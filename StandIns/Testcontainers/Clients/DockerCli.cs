using System.Diagnostics;
using DotNet.Testcontainers.Builders;

namespace DotNet.Testcontainers.Clients;

/// <summary>Runs the first <c>docker</c> on the path that reaches an engine.</summary>
internal static class DockerCli
{
    private static readonly Lazy<string?> Client = new(FindClient);

    public static void ThrowIfUnavailable() =>
        _ = Client.Value ?? throw new DockerUnavailableException(
            "Docker is either not running or misconfigured: no docker command on the path reaches an engine.");

    /// <summary>The output of a command that must succeed, without the line break at its end.</summary>
    /// <exception cref="InvalidOperationException">The command failed; the message is what it wrote.</exception>
    public static async Task<string> RunAsync(CancellationToken ct, params IEnumerable<string> arguments)
    {
        var (stdout, stderr, exitCode) = await TryRunAsync(arguments, [], ct);
        return exitCode == 0
            ? stdout.TrimEnd('\n')
            : throw new InvalidOperationException($"docker {string.Join(' ', arguments)}: {stderr.Trim()}");
    }

    public static async Task<(string Stdout, string Stderr, int ExitCode)> TryRunAsync(
        IEnumerable<string> arguments, byte[] stdin, CancellationToken ct)
    {
        ThrowIfUnavailable();
        using var process = Process.Start(new ProcessStartInfo(Client.Value!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var stdout = process.StandardOutput.ReadToEndAsync(ct);
            var stderr = process.StandardError.ReadToEndAsync(ct);
            await WriteAsync(process, stdin, ct);
            await process.WaitForExitAsync(ct);
            return (await stdout, await stderr, process.ExitCode);
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    private static async Task WriteAsync(Process process, byte[] stdin, CancellationToken ct)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(stdin, ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The command ended without reading all of it; its exit code says why.
        }
    }

    private static string? FindClient() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, "docker"))
            .FirstOrDefault(client => File.Exists(client) && ReachesAnEngine(client));

    private static bool ReachesAnEngine(string client)
    {
        using var process = Process.Start(new ProcessStartInfo(client, ["version", "--format", "{{.Server.Version}}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
