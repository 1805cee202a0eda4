namespace Dixa.Connector;

/// <summary>The version that was given to the build.</summary>
public static class ConnectorVersion
{
    public static string Current { get; } = typeof(ConnectorVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
