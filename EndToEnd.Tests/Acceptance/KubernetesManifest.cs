using System.Text.Json;

namespace Dixa.Connector.Acceptance;

/// <summary><c>deploy/kubernetes-cronjob.yaml</c>.</summary>
public static class KubernetesManifest
{
    public static string Text { get; } = AcceptanceRuns.FileOf("deploy/kubernetes-cronjob.yaml");

    public static JsonElement CronJob { get; } = JsonElement.Parse(Yaml.ToJson(Text));

    public static JsonElement Pod => CronJob.GetProperty("spec").GetProperty("jobTemplate").GetProperty("spec").GetProperty("template").GetProperty("spec");

    public static JsonElement Container => Assert.Single(Pod.GetProperty("containers").EnumerateArray());
}
