namespace Dixa.Connector.Harness;

/// <summary>The protocol's names of the sync modes.</summary>
public static class ConfiguredModes
{
    public const string FullRefresh = "full_refresh";

    public const string Incremental = "incremental";
}
