using System.Text.RegularExpressions;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Containers;

/// <summary><c>deploy/compose.yaml</c> as it stands, in a project of its own, carried out by compose itself: the plugin of the client, or Debian's <c>docker-compose</c>.</summary>
/// <remarks>Only the images are others: those that the tests have built. The page's port is any that is free. The file's <c>name</c>, which Debian's doesn't know, gives way to that of the project.</remarks>
public sealed class ComposeProject : IAsyncDisposable
{
    private static readonly Lazy<Task<string[]?>> Program = new(FindAsync);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compose-test");
    private readonly string _name = $"dixa-test-{Guid.NewGuid():N}";
    private readonly Dictionary<string, string?> _variables;

    /// <param name="variables">The variables that the file is read with; the others that it names are not set.</param>
    public ComposeProject(IReadOnlyDictionary<string, string?> variables)
    {
        var text = File.ReadAllText(Repository.PathOf("deploy", "compose.yaml"));
        File.WriteAllText(FileOf("compose.yaml"), Regex.Replace(text, "^name: .*\n", "", RegexOptions.Multiline));
        File.WriteAllText(FileOf("images.yaml"), $$"""
            services:
              simulator: {image: "{{ConnectorImages.Simulator}}"}
              warehouse: {image: "{{ConnectorImages.Warehouse}}"}
              page: {image: "{{ConnectorImages.Warehouse}}"}
            """);
        _variables = Regex.Matches(text, @"\$\{(?<name>\w+)").Select(match => match.Groups["name"].Value).Distinct().ToDictionary(name => name, name => variables.GetValueOrDefault(name) ?? (name == "DIXA_PAGE_PORT" ? "0" : (string?)""));
    }

    /// <summary>Skips the test where there is no compose.</summary>
    public static async Task RequireAsync() =>
        Assert.SkipUnless(await Program.Value is not null, "There is no compose: install the client's plugin, or Debian's docker-compose.");

    /// <summary>Runs a command of compose that has to end well.</summary>
    /// <returns>What it wrote to stdout.</returns>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var result = await TryAsync(arguments);
        Assert.True(result.ExitCode == 0, $"compose {string.Join(' ', arguments)}\n{result}");
        return result.Stdout.Trim();
    }

    public async Task<CommandResult> TryAsync(params string[] arguments)
    {
        var program = (await Program.Value)!;
        return await DockerEngine.RunAsync(
            program[0], [.. program[1..], "--project-name", _name, "--file", FileOf("compose.yaml"), "--file", FileOf("images.yaml"), .. arguments], _variables);
    }

    /// <summary>What the engine says of a service's container, running or not.</summary>
    /// <param name="format">A template, such as <c>{{.State.ExitCode}}</c>.</param>
    public async Task<string> InspectAsync(string service, string format) =>
        (await DockerEngine.OutputAsync("inspect", "--format", format, await ContainerAsync(service))).Trim();

    /// <summary>Runs a command in a service's container, as often as one likes: by the engine, since Debian's compose takes half a second of processor time for it.</summary>
    public async Task<CommandResult> ExecAsync(string service, params string[] command) =>
        await DockerEngine.RunAsync(["exec", await ContainerAsync(service), .. command]);

    public async ValueTask DisposeAsync()
    {
        await TryAsync("down", "--volumes", "--timeout", "1");
        _folder.Delete(recursive: true);
    }

    /// <summary>The identifier of a service's container, running or not; empty while there is none.</summary>
    private async Task<string> ContainerAsync(string service) => (await DockerEngine.OutputAsync(
        "ps", "--all", "--quiet", "--filter", $"label=com.docker.compose.project={_name}", "--filter", $"label=com.docker.compose.service={service}", "--filter", "label=com.docker.compose.oneoff=False")).Trim();

    private string FileOf(string name) => Path.Combine(_folder.FullName, name);

    private static async Task<string[]?> FindAsync()
    {
        var alone = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "docker-compose")).Where(File.Exists);
        foreach (var candidate in alone.Select(path => new[] { path }).Prepend([DockerEngine.ClientPath, "compose"]))
        {
            if ((await DockerEngine.RunAsync(candidate[0], [.. candidate[1..], "version"], new Dictionary<string, string?>())).ExitCode == 0)
            {
                return candidate;
            }
        }

        return null;
    }
}
