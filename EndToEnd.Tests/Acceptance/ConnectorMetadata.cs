using Dixa.Connector.Harness;
using YamlDotNet.RepresentationModel;

namespace Dixa.Connector.Acceptance;

/// <summary><c>metadata.yaml</c>, which tells Airbyte's registry about the connector.</summary>
public static class ConnectorMetadata
{
    public static YamlMappingNode Document { get; } = Load();

    public static YamlMappingNode Data => (YamlMappingNode)Document["data"];

    public static IReadOnlyList<string> SuggestedStreams { get; } = Texts(Data["suggestedStreams"]["streams"]);

    public static IReadOnlyList<string> AllowedHosts { get; } = Texts(Data["allowedHosts"]["hosts"]);

    public static string Text(string name) => ((YamlScalarNode)Data[name]).Value!;

    private static string[] Texts(YamlNode list) => [.. ((YamlSequenceNode)list).Select(item => ((YamlScalarNode)item).Value!)];

    private static YamlMappingNode Load()
    {
        using var text = File.OpenText(Repository.PathOf("metadata.yaml"));
        var yaml = new YamlStream();
        yaml.Load(text);
        return (YamlMappingNode)Assert.Single(yaml.Documents).RootNode;
    }
}
