using System.Text.RegularExpressions;
using Dixa.Connector.Acceptance;

namespace Dixa.Connector.Containers;

/// <summary>What the manifest in <c>deploy/</c> tells a cluster to run, run by the engine with the same settings.</summary>
[Collection(ContainerCollection.Name)]
public sealed class KubernetesTests : IClassFixture<WarehouseNetwork>, IDisposable
{
    private readonly WarehouseNetwork _network;
    private readonly DirectoryInfo _secret = Directory.CreateTempSubdirectory("kubernetes-secret");

    public KubernetesTests(WarehouseNetwork network)
    {
        DockerEngine.Require();
        _network = network;
    }

    public void Dispose() => _secret.Delete(recursive: true);

    [Fact]
    public async Task TheCronJobReadsDixaIntoTheDatabaseAndThenWhatChanged()
    {
        WriteSecret();
        var first = await RunAsync();
        var before = Assert.Single(await _network.QueryAsync("SELECT max(updated_at) FROM dixa.conversations"));
        using var http = new HttpClient { BaseAddress = _network.Dixa.PublishedUrl };
        using var change = await http.PostAsync(new Uri("/_simulator/change", UriKind.Relative), null, TestContext.Current.CancellationToken);
        var second = await RunAsync();

        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.All(ConnectorMetadata.SuggestedStreams, stream => Assert.Matches($@"│ {stream} +│ +[1-9]", first.Stderr));
        Assert.NotEqual(before, Assert.Single(await _network.QueryAsync("SELECT max(updated_at) FROM dixa.conversations")));
        Assert.Equal(["succeeded", "succeeded"], await _network.QueryAsync("SELECT status FROM dixa._sync_runs"));
    }

    /// <summary>Makes the files that the secret is mounted as, of the command that makes it.</summary>
    private void WriteSecret()
    {
        var values = new Dictionary<string, string> { ["api_token"] = SimulatedDixa.Token, ["database"] = WarehouseNetwork.DatabaseUrl };
        var keys = Regex.Matches(KubernetesManifest.Text, @"--from-literal=(?<key>\w+)=").Select(match => match.Groups["key"].Value).ToList();

        Assert.Equal(values.Keys.Order(), keys.Order());
        if (!OperatingSystem.IsWindows())
        {
            _secret.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        }

        keys.ForEach(key => File.WriteAllText(Path.Combine(_secret.FullName, key), values[key]));
    }

    private Task<CommandResult> RunAsync()
    {
        var container = KubernetesManifest.Container;
        var pod = KubernetesManifest.Pod.GetProperty("securityContext");
        var mounts = container.GetProperty("volumeMounts").EnumerateArray().SelectMany(mount => Mount(mount.GetProperty("name").GetString()!, mount.GetProperty("mountPath").GetString()!));
        var variables = container.GetProperty("env").EnumerateArray().Select(variable => KeyValuePair.Create(variable.GetProperty("name").GetString()!, variable.GetProperty("value").GetString()!));
        return _network.RunAsync(
            [
                "--user", $"{pod.GetProperty("runAsUser")}:{pod.GetProperty("runAsGroup")}",
                "--memory", container.GetProperty("resources").GetProperty("limits").GetProperty("memory").GetString()!.Replace("Mi", "m", StringComparison.Ordinal),
                .. mounts, .. WarehouseNetwork.Environment(variables),
            ],
            container.GetProperty("args").EnumerateArray().Select(word => word.GetString()!));
    }

    private string[] Mount(string name, string path)
    {
        var volume = KubernetesManifest.Pod.GetProperty("volumes").EnumerateArray().Single(each => each.GetProperty("name").ValueEquals(name));
        return volume.TryGetProperty("secret", out _) ? ["--volume", $"{_secret.FullName}:{path}:ro"]
            : volume.TryGetProperty("emptyDir", out _) ? ["--tmpfs", $"{path}:mode=1777"]
            : throw new NotSupportedException($"{volume}");
    }
}
