using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dixa.Connector.Harness;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace Dixa.Connector.Containers;

/// <summary>The documented way from a clone to a second incremental read, pasted as it stands into a container that has Docker and nothing else.</summary>
[Collection(ContainerCollection.Name)]
public sealed class NewcomerTests : IClassFixture<SimulatedDixa>, IAsyncLifetime
{
    private const string Image = "source-dixa-newcomer:test";
    private const string Socket = "/var/run/docker.sock";

    private readonly SimulatedDixa _dixa;
    private readonly string _clone = Directory.CreateTempSubdirectory("newcomer").FullName;
    private IContainer? _newcomer;

    public NewcomerTests(SimulatedDixa dixa)
    {
        DockerEngine.Require();
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Socket), $"The engine is not reached by {Socket}.");
        _dixa = dixa;
    }

    public async ValueTask InitializeAsync()
    {
        Copy(Repository.Root, _clone);
        await BuildNewcomerAsync();
        _newcomer = new ContainerBuilder(Image)
            .WithEnvironment("NETWORK", _dixa.Network!.Name)
            .WithBindMount(_clone, _clone)
            .WithBindMount(Socket, Socket)
            .WithWorkingDirectory(_clone)
            .WithCommand("sleep", "3600")
            .Build();
        await _newcomer.StartAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task ThePageOfAFirstSyncLeadsFromACloneToASecondIncrementalRead()
    {
        var script = string.Join('\n', Document.FirstSync.Commands("With Docker"));
        var config = Assert.Single(Regex.Matches(script, "'(?<json>{\"api_token\": .*})'")).Groups["json"].Value;

        var result = await _newcomer!.ExecAsync(["sh", "-e", "-c", script.Replace(config, ForTheSimulator(config), StringComparison.Ordinal)], TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, $"{result.Stdout}\n{result.Stderr}");
        Assert.Contains("SUCCEEDED", result.Stdout, StringComparison.Ordinal);
        var folder = Path.Combine(_clone, "dixa");
        var kept = Directory.GetFiles(folder, "messages-*.jsonl").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, kept.Count);
        AssertTheSecondIsIncremental(Rows(kept[0]), Rows(kept[1]));
        AssertTheSecondIsIncremental(Rows(Path.Combine(folder, "first.jsonl")), Rows(Path.Combine(folder, "second.jsonl")));
    }

    public async ValueTask DisposeAsync()
    {
        if (_newcomer is not null)
        {
            // What the containers wrote may be another user's than the test's.
            await _newcomer.ExecAsync(["rm", "-rf", $"{_clone}/dixa"], CancellationToken.None);
            await _newcomer.DisposeAsync();
        }

        Directory.Delete(_clone, recursive: true);
    }

    private static void AssertTheSecondIsIncremental(Dictionary<string, int> first, Dictionary<string, int> second)
    {
        Assert.Equal(Streams.StreamRegistry.All.Select(stream => stream.Name).Order(), first.Keys.Order());
        Assert.InRange(second.GetValueOrDefault("conversations"), 0, first["conversations"] - 1);
        Assert.Equal(first["teams"], second["teams"]);
    }

    /// <summary>How many rows of each stream a file of messages has.</summary>
    private static Dictionary<string, int> Rows(string path) => File.ReadLines(path)
        .Select(line => JsonNode.Parse(line)!)
        .Where(message => (string?)message["type"] == "RECORD")
        .CountBy(message => (string)message["record"]!["stream"]!)
        .ToDictionary();

    /// <summary>The one thing that a reader has to change: the token, and here the addresses and the limits with it.</summary>
    private static string ForTheSimulator(string config)
    {
        var edited = JsonNode.Parse(config)!.AsObject();
        edited["api_token"] = SimulatedDixa.Token;
        edited["dixa_api_url"] = SimulatedDixa.Url;
        edited["exports_api_url"] = SimulatedDixa.Url;
        edited["exports_requests_per_minute"] = 6000;
        edited["api_requests_per_second"] = 1000;
        return edited.ToJsonString();
    }

    /// <summary>An image of a shell and a Docker client. Its <c>docker</c> adds the networks: the package feed may be one that only the host reaches, and the simulator is in a network of its own.</summary>
    private static async Task BuildNewcomerAsync()
    {
        var folder = Directory.CreateTempSubdirectory("newcomer-image").FullName;
        try
        {
            File.Copy(DockerEngine.ClientPath, Path.Combine(folder, "client"));
            await File.WriteAllTextAsync(
                Path.Combine(folder, "docker"),
                """
                #!/bin/sh
                command=$1
                shift
                case $command in
                  build) DOCKER_BUILDKIT=1 /client build --network host "$@" || DOCKER_BUILDKIT=0 /client build --network host "$@" ;;
                  run) exec /client run --network "$NETWORK" "$@" ;;
                esac
                """);
            await File.WriteAllTextAsync(
                Path.Combine(folder, "Dockerfile"),
                """
                FROM busybox:1.37-musl AS tools
                RUN mkdir /tools && cp /bin/busybox /tools/ && for tool in sh id mkdir rm sleep; do ln -s busybox /tools/$tool; done
                FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
                COPY --from=tools /tools/ /usr/bin/
                COPY client /client
                COPY docker /usr/bin/docker
                USER 0
                RUN ["busybox", "chmod", "755", "/client", "/usr/bin/docker"]
                """);
            await ConnectorImages.BuildAsync(folder, "--tag", Image);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Copies what a clone would have.</summary>
    private static void Copy(string from, string to)
    {
        string[] made = ["bin", "obj", "artifacts", "demo-output", "TestResults", "secrets", ".git", ".vs", ".idea"];
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.GetDirectories(from).Where(folder => !made.Contains(Path.GetFileName(folder))))
        {
            Copy(folder, Directory.CreateDirectory(Path.Combine(to, Path.GetFileName(folder))).FullName);
        }
    }
}
