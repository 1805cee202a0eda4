using System.Text.Json;

namespace Dixa.Connector.Acceptance;

/// <summary>The manifest of a Kubernetes CronJob in <c>deploy/</c>.</summary>
public sealed class DeploymentTests
{
    private static readonly IReadOnlyList<JsonElement> Documents =
        [.. AcceptanceRuns.FileOf("deploy/kubernetes-cronjob.yaml").Split("\n---\n").Select(document => JsonElement.Parse(Yaml.ToJson(document)))];

    private static JsonElement Pod => Of("CronJob").GetProperty("spec").GetProperty("jobTemplate").GetProperty("spec").GetProperty("template").GetProperty("spec");

    [Fact]
    public void TheImageIsTheMetadatas()
    {
        var container = Assert.Single(Pod.GetProperty("containers").EnumerateArray());

        Assert.Equal($"{ConnectorMetadata.Text("dockerRepository")}:{ConnectorMetadata.Text("dockerImageTag")}", container.GetProperty("image").GetString());
        Assert.Equal(["sh", "/airbyte/sync.sh", "/data"], container.GetProperty("command").EnumerateArray().Select(word => word.GetString()));
        Assert.Contains("COPY --chown=1000:1000 deploy/sync.sh /airbyte/sync.sh\n", AcceptanceRuns.FileOf("Dockerfile"), StringComparison.Ordinal);
    }

    [Fact]
    public void TheContainerNeedsNoPrivilege()
    {
        var container = Assert.Single(Pod.GetProperty("containers").EnumerateArray()).GetProperty("securityContext");

        Assert.Equal(1000, Pod.GetProperty("securityContext").GetProperty("runAsUser").GetInt32());
        Assert.True(container.GetProperty("readOnlyRootFilesystem").GetBoolean());
        Assert.False(container.GetProperty("allowPrivilegeEscalation").GetBoolean());
    }

    /// <summary>What the script is told to read and write lies where something is mounted.</summary>
    [Fact]
    public void OneRunAtATimeAndItsFilesAreMounted()
    {
        Assert.Equal("Forbid", Of("CronJob").GetProperty("spec").GetProperty("concurrencyPolicy").GetString());
        var container = Assert.Single(Pod.GetProperty("containers").EnumerateArray());
        var mounts = container.GetProperty("volumeMounts").EnumerateArray().Select(mount => mount.GetProperty("mountPath").GetString()!).ToList();
        var files = container.GetProperty("env").EnumerateArray().ToDictionary(variable => variable.GetProperty("name").GetString()!, variable => variable.GetProperty("value").GetString()!);

        Assert.Equal(["CATALOG", "CONFIG"], files.Keys.Order());
        Assert.All(files.Values.Append("/data/state.json"), file => Assert.Contains(Path.GetDirectoryName(file)!, mounts));
    }

    /// <remarks>The catalog goes on where it is, as a file of the same ConfigMap.</remarks>
    [Fact]
    public void TheCatalogNamesStreamsThatExist() => Assert.All(
        JsonElement.Parse(Of("ConfigMap").GetProperty("data").GetProperty("catalog.json").GetString()!).GetProperty("streams").EnumerateArray(),
        stream => Assert.NotNull(Streams.StreamRegistry.Find(stream.GetProperty("stream").GetProperty("name").GetString()!)));

    private static JsonElement Of(string kind) => Documents.Single(document => document.GetProperty("kind").GetString() == kind);
}
