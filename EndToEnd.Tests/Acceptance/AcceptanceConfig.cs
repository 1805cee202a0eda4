using Dixa.Connector.Harness;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Dixa.Connector.Acceptance;

/// <summary><c>acceptance-test-config.yml</c>. As in Airbyte's own suite a key that is not known is refused.</summary>
public sealed class AcceptanceConfig
{
    public static AcceptanceConfig File { get; } = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .WithEnforceRequiredMembers()
        .Build()
        .Deserialize<AcceptanceConfig>(System.IO.File.ReadAllText(Repository.PathOf("acceptance-test-config.yml")));

    public required string ConnectorImage { get; init; }

    public required string TestStrictnessLevel { get; init; }

    public required Dictionary<string, AcceptanceSection> AcceptanceTests { get; init; }

    public AcceptanceSection Spec => AcceptanceTests["spec"];

    public AcceptanceSection Connection => AcceptanceTests["connection"];

    public AcceptanceCase BasicRead => AcceptanceTests["basic_read"].Tests.Single();

    public AcceptanceCase FullRefresh => AcceptanceTests["full_refresh"].Tests.Single();

    public AcceptanceCase Incremental => AcceptanceTests["incremental"].Tests.Single();

    /// <summary>Every file that the cases name, as it is written there.</summary>
    public IEnumerable<string> Files => AcceptanceTests.Values.SelectMany(section => section.Tests).SelectMany(test => test.Files).Distinct();
}
