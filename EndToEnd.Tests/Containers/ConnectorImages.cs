using Dixa.Connector.Harness;

namespace Dixa.Connector.Containers;

/// <summary>The images of the repository's Dockerfile, built once for a test run.</summary>
public static class ConnectorImages
{
    public const string Connector = "source-dixa:test";
    public const string Simulator = "dixa-simulator:test";
    public const string Warehouse = "dixa-warehouse:test";

    private static readonly Lazy<Task> Builds = new(BuildAllAsync);

    public static Task BuildAsync() => Builds.Value;

    /// <summary>Builds an image of the Dockerfile in a folder, or fails the test.</summary>
    public static async Task BuildAsync(string folder, params string[] arguments)
    {
        // The package feed may be one that only the host reaches.
        string[] build = ["build", "--network", "host", .. arguments, folder];
        var result = await DockerEngine.RunAsync(build, new Dictionary<string, string?> { ["DOCKER_BUILDKIT"] = "1" });
        if (result.ExitCode != 0 && result.Stderr.Contains("buildx", StringComparison.Ordinal))
        {
            // A client whose BuildKit is a component of its own, which is not installed.
            result = await DockerEngine.RunAsync(build, new Dictionary<string, string?> { ["DOCKER_BUILDKIT"] = "0" });
        }

        Assert.True(result.ExitCode == 0, $"docker {string.Join(' ', build)}\n{result.Stdout}\n{result.Stderr}");
    }

    private static async Task BuildAllAsync()
    {
        await BuildAsync(Repository.Root, "--tag", Simulator, "--target", "simulator");
        await BuildAsync(Repository.Root, "--tag", Warehouse, "--target", "warehouse");
        await BuildAsync(Repository.Root, "--tag", Connector);
    }
}
