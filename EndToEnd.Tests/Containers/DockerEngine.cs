using System.Diagnostics;

namespace Dixa.Connector.Containers;

/// <summary>The Docker engine that the container tests need, reached by the first <c>docker</c> on the path that finds one.</summary>
public static class DockerEngine
{
    private static readonly Lazy<string?> Client = new(FindClient);

    /// <summary>Whether the container tests run: they are asked for by the environment, <c>CONTAINER_TESTS_REQUIRED=true</c>, and an engine answers.</summary>
    public static bool Answers => IsRequired && Client.Value is not null;

    private static bool IsRequired => Environment.GetEnvironmentVariable("CONTAINER_TESTS_REQUIRED") == "true";

    /// <summary>The path of that <c>docker</c>.</summary>
    public static string ClientPath => Client.Value!;

    /// <summary>Skips the test where nobody asked for container tests, and fails it where no engine answers.</summary>
    /// <remarks>Building the images takes minutes, so it is not what everybody waits for who has an engine.</remarks>
    public static void Require()
    {
        Assert.SkipUnless(IsRequired, "The container tests run where CONTAINER_TESTS_REQUIRED=true is set.");
        Assert.True(Answers, "No Docker engine answers.");
    }

    public static Task<CommandResult> RunAsync(params IEnumerable<string> arguments) =>
        RunAsync(Client.Value!, arguments, new Dictionary<string, string?>());

    public static Task<CommandResult> RunAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment) =>
        RunAsync(Client.Value!, arguments, environment);

    /// <summary>Runs a command that has to end well, and gives what it wrote to stdout.</summary>
    public static async Task<string> OutputAsync(params IEnumerable<string> arguments)
    {
        var command = arguments.ToList();
        var result = await RunAsync(command);
        Assert.True(result.ExitCode == 0, $"docker {string.Join(' ', command)}\n{result}");
        return result.Stdout;
    }

    private static string? FindClient() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, "docker"))
            .FirstOrDefault(client =>
                File.Exists(client)
                && RunAsync(client, ["version", "--format", "{{.Server.Version}}"], new Dictionary<string, string?>()).GetAwaiter().GetResult().ExitCode == 0);

    /// <summary>Runs any program.</summary>
    public static async Task<CommandResult> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var stdout = process.StandardOutput.ReadToEndAsync();
        var stderr = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandResult(await stdout, await stderr, process.ExitCode);
    }
}
