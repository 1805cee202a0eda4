using System.Text.Json;
using System.Xml.Linq;
using Dixa.Connector.Harness;
using Dixa.Connector.Streams;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Dixa.Connector.Acceptance;

/// <summary><c>metadata.yaml</c>, which Airbyte's registry reads.</summary>
public sealed class MetadataTests
{
    private static readonly JsonElement Settings = JsonElement.Parse(AcceptanceRuns.FileOf("spec.json")).GetProperty("connectionSpecification").GetProperty("properties");

    [Fact]
    public async Task TheyAreWhatTheRegistryTakes()
    {
        var schema = await JsonSchema.FromFileAsync(Repository.PathOf("EndToEnd.Tests", "Acceptance", "metadata.schema.json"), TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(JToken.Parse(Yaml.ToJson(AcceptanceRuns.FileOf("metadata.yaml")))));
    }

    [Fact]
    public void TheVersionIsTheOneThatIsBuilt()
    {
        Assert.Equal(ConnectorVersion.Current, ConnectorMetadata.Text("dockerImageTag"));
        Assert.StartsWith($"{ConnectorMetadata.Text("dockerRepository")}:", AcceptanceConfig.File.ConnectorImage, StringComparison.Ordinal);
    }

    /// <remarks>A form shows the link beside its fields. It leads to a page of Dixa's own, since this connector is not in Airbyte's documentation.</remarks>
    [Fact]
    public void TheDocumentationIsOneThatIsThere()
    {
        var url = ConnectorMetadata.Text("documentationUrl");

        Assert.Equal(url, JsonElement.Parse(AcceptanceRuns.FileOf("spec.json")).GetProperty("documentationUrl").GetString());
        Assert.Contains($"      url: {url}\n", AcceptanceRuns.FileOf("metadata.yaml"), StringComparison.Ordinal);
        Assert.Equal("docs.dixa.io", new Uri(url).Host);
    }

    [Fact]
    public void TheIconIsAnSvg() =>
        Assert.Equal("{http://www.w3.org/2000/svg}svg", XDocument.Parse(AcceptanceRuns.FileOf(ConnectorMetadata.Text("icon"))).Root!.Name.ToString());

    /// <remarks>The two that are the default, and whatever else a configuration names.</remarks>
    [Fact]
    public void T45_TheHostsAreThoseThatAreAsked()
    {
        string[] settings = ["dixa_api_url", "exports_api_url"];
        Assert.Equal(
            settings.Select(setting => new Uri(Settings.GetProperty(setting).GetProperty("default").GetString()!).Host).Concat(settings.Select(setting => $"${{{setting}}}")),
            ConnectorMetadata.AllowedHosts);
    }

    /// <remarks>
    /// None that asks for something for each conversation or end user: that can take hours for an organisation of some size. Of the children
    /// of lists only the members of teams, of which there are few: the numbers of teams need them.
    /// </remarks>
    [Fact]
    public void T46_TheSuggestedStreamsExistAndAreCheap()
    {
        Assert.NotEmpty(ConnectorMetadata.SuggestedStreams);
        Assert.All(ConnectorMetadata.SuggestedStreams.Where(name => name != "team_members"), name => Assert.False(Assert.IsType<StreamDefinition>(StreamRegistry.Find(name)).Kind is ConversationChildStream or EndUserDetailStream or ChildStream));
    }
}
