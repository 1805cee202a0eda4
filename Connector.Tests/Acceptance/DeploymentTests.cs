using System.Text.Json;
using Dixa.Connector.Commands;

namespace Dixa.Connector.Acceptance;

/// <summary>The manifest of a Kubernetes CronJob in <c>deploy/</c>.</summary>
public sealed class DeploymentTests
{
    private static readonly IReadOnlyList<JsonElement> Documents =
        [.. AcceptanceRuns.FileOf("deploy/kubernetes-cronjob.yaml").Split("\n---\n").Select(document => JsonElement.Parse(Yaml.ToJson(document)))];

    /// <summary>The script that the job runs, for <see cref="AcceptanceTests"/>.</summary>
    public static string Script => Of("ConfigMap").GetProperty("data").GetProperty("sync.sh").GetString()!;

    private static JsonElement Pod => Of("CronJob").GetProperty("spec").GetProperty("jobTemplate").GetProperty("spec").GetProperty("template").GetProperty("spec");

    [Fact]
    public void TheImageIsTheMetadatas()
    {
        var container = Assert.Single(Pod.GetProperty("containers").EnumerateArray());

        Assert.Equal($"{ConnectorMetadata.Text("dockerRepository")}:{ConnectorMetadata.Text("dockerImageTag")}", container.GetProperty("image").GetString());
        Assert.Equal("""["sh","/scripts/sync.sh"]""", container.GetProperty("command").GetRawText().Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void TheContainerNeedsNoPrivilege()
    {
        var container = Assert.Single(Pod.GetProperty("containers").EnumerateArray()).GetProperty("securityContext");

        Assert.Equal(1000, Pod.GetProperty("securityContext").GetProperty("runAsUser").GetInt32());
        Assert.True(container.GetProperty("readOnlyRootFilesystem").GetBoolean());
        Assert.False(container.GetProperty("allowPrivilegeEscalation").GetBoolean());
    }

    [Fact]
    public void OneRunAtATimeAndItsReadsAreWellFormed()
    {
        Assert.Equal("Forbid", Of("CronJob").GetProperty("spec").GetProperty("concurrencyPolicy").GetString());
        var read = Assert.Single(Script.Split('\n'), line => line.Contains("$AIRBYTE_ENTRYPOINT", StringComparison.Ordinal));
        Assert.NotNull(CommandLine.TryParse(read[(read.IndexOf("ENTRYPOINT", StringComparison.Ordinal) + "ENTRYPOINT ".Length)..read.IndexOf('>', StringComparison.Ordinal)].Trim().Split(' '), out _));
    }

    /// <remarks>The catalog goes on where it is, as a file of the same ConfigMap.</remarks>
    [Fact]
    public void TheCatalogNamesStreamsThatExist() => Assert.All(
        JsonElement.Parse(Of("ConfigMap").GetProperty("data").GetProperty("catalog.json").GetString()!).GetProperty("streams").EnumerateArray(),
        stream => Assert.NotNull(Streams.StreamRegistry.Find(stream.GetProperty("stream").GetProperty("name").GetString()!)));

    private static JsonElement Of(string kind) => Documents.Single(document => document.GetProperty("kind").GetString() == kind);
}
