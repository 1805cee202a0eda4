using System.Text.Json;
using System.Text.RegularExpressions;
using Dixa.Connector.Containers;

namespace Dixa.Connector.Acceptance;

/// <summary>The files in <c>deploy/</c>, as far as they can be judged without running them.</summary>
public sealed class DeploymentTests
{
    private static readonly string Dockerfile = AcceptanceRuns.FileOf("Dockerfile");

    private static readonly JsonElement Services = JsonElement.Parse(Yaml.ToJson(AcceptanceRuns.FileOf("deploy/compose.yaml"))).GetProperty("services");

    /// <summary>What the tests run in place of a cluster carries out these members, and no others.</summary>
    [Fact]
    public void TheCronJobSaysNothingThatTheTestsDoNotCarryOut()
    {
        Assert.Equal(["args", "env", "image", "name", "resources", "securityContext", "volumeMounts"], Names(KubernetesManifest.Container));
        Assert.Equal(["automountServiceAccountToken", "containers", "restartPolicy", "securityContext", "volumes"], Names(KubernetesManifest.Pod));
        Assert.Equal("Forbid", KubernetesManifest.CronJob.GetProperty("spec").GetProperty("concurrencyPolicy").GetString());
    }

    [Fact]
    public void TheCronJobNeedsNoPrivilege()
    {
        var container = KubernetesManifest.Container.GetProperty("securityContext");

        Assert.Equal(1000, KubernetesManifest.Pod.GetProperty("securityContext").GetProperty("runAsUser").GetInt32());
        Assert.True(container.GetProperty("readOnlyRootFilesystem").GetBoolean());
        Assert.False(container.GetProperty("allowPrivilegeEscalation").GetBoolean());
        Assert.Equal("""{"drop":["ALL"]}""", Regex.Replace(container.GetProperty("capabilities").GetRawText(), @"\s", ""));
    }

    [Fact]
    public void TheImagesAreThoseOfTheDockerfileInThisVersion()
    {
        var version = Regex.Match(Dockerfile, "^ARG VERSION=(?<version>.+)$", RegexOptions.Multiline).Groups["version"].Value;
        var built = Services.EnumerateObject().Where(service => service.Value.TryGetProperty("build", out _)).ToList();

        Assert.Equal(ConnectorMetadata.Text("dockerImageTag"), version);
        Assert.Equal($"dixa-warehouse:{version}", KubernetesManifest.Container.GetProperty("image").GetString());
        Assert.Equal(["simulator", "warehouse"], built.Select(service => service.Value.GetProperty("build").GetProperty("target").GetString()).Order());
        Assert.All(built, service =>
        {
            Assert.Equal($"dixa-{service.Name}:{version}", service.Value.GetProperty("image").GetString());
            Assert.Contains($" AS {service.Value.GetProperty("build").GetProperty("target").GetString()}\n", Dockerfile, StringComparison.Ordinal);
        });
        Assert.Equal($"dixa-warehouse:{version}", Services.GetProperty("page").GetProperty("image").GetString());
        Assert.All(new[] { "settings", "postgres" }, name => Assert.Equal(WarehouseNetwork.PostgresImage, Services.GetProperty(name).GetProperty("image").GetString()));
        Assert.Equal(["page", "postgres", "settings", "simulator", "warehouse"], Services.EnumerateObject().Select(service => service.Name).Order());
    }

    [Fact]
    public void ComposeGivesOurContainersNoPrivilege() => Assert.All(new[] { "simulator", "warehouse", "page" }, name =>
    {
        var service = Services.GetProperty(name);
        Assert.True(service.GetProperty("read_only").GetBoolean());
        Assert.Equal(["ALL"], Texts(service.GetProperty("cap_drop")));
        Assert.Equal(["no-new-privileges"], Texts(service.GetProperty("security_opt")));
        string?[] published = service.TryGetProperty("ports", out var ports) ? [.. Texts(ports)] : [];
        Assert.Equal(name == "page" ? "127.0.0.1:${DIXA_PAGE_PORT:-8081}:8081" : "", string.Join(' ', published));
    });

    /// <remarks>The simulator's own token is no secret: it stands in its help.</remarks>
    [Fact]
    public void NoFileHasASecret()
    {
        var text = AcceptanceRuns.FileOf("deploy/compose.yaml");
        var values = Services.EnumerateObject()
            .Where(service => service.Value.TryGetProperty("environment", out _))
            .SelectMany(service => service.Value.GetProperty("environment").EnumerateObject())
            .Where(variable => Regex.IsMatch(variable.Name, "TOKEN|PASSWORD"));

        Assert.All(values, variable => Assert.Matches(variable.Name.EndsWith("_FILE", StringComparison.Ordinal) ? "^/" : @"^\$\{[A-Z_]+:-\}$", variable.Value.GetString()!));
        Assert.Equal([SimulatedDixa.Token], Regex.Matches(text, "\"api_token\": \"(?<token>[^\"]*)\"").Select(match => match.Groups["token"].Value));
        Assert.All(KubernetesManifest.Container.GetProperty("env").EnumerateArray(), variable => Assert.EndsWith("_FILE", variable.GetProperty("name").GetString()!, StringComparison.Ordinal));
    }

    [Fact]
    public void TheDocumentationNamesWhatTheFilesTake()
    {
        var variables = Regex.Matches(AcceptanceRuns.FileOf("deploy/compose.yaml"), @"\$\{(?<name>\w+)").Select(match => match.Groups["name"].Value).Distinct();
        var secret = Regex.Match(KubernetesManifest.Text, "kubectl create secret .*").Value;

        Assert.All(variables, name => Assert.Contains($"`{name}`", WarehouseDocument.Containers, StringComparison.Ordinal));
        Assert.Contains($"\n{secret}\nkubectl apply -f deploy/kubernetes-cronjob.yaml\n", WarehouseDocument.Containers, StringComparison.Ordinal);
        Assert.Contains("\ndocker compose -f deploy/compose.yaml up\n", WarehouseDocument.Containers, StringComparison.Ordinal);
    }

    /// <summary>The token may stand in a file beside <c>compose.yaml</c>, which must not be committed.</summary>
    [Fact]
    public void TheFileThatComposeReadsVariablesFromIsIgnored() => Assert.Contains(".env", AcceptanceRuns.FileOf(".gitignore").Split('\n'));

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString());
}
