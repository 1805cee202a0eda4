namespace DotNet.Testcontainers.Configurations;

/// <summary>What all containers and networks of tests are marked with, so that forgotten ones can be found.</summary>
internal static class DefaultLabels
{
    public static IReadOnlyList<string> All { get; } = ["org.testcontainers=true", "org.testcontainers.lang=dotnet"];
}
