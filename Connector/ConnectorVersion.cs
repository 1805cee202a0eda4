namespace Dixa.Connector;

/// <summary>The version that the build was given.</summary>
public static class ConnectorVersion
{
    public static string Current { get; } = typeof(ConnectorVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
