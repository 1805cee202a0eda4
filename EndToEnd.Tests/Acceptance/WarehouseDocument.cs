using System.Text.RegularExpressions;

namespace Dixa.Connector.Acceptance;

/// <summary>The chapter of <c>docs/warehouse.md</c> about containers, and the commands in it.</summary>
public static class WarehouseDocument
{
    public static string Containers { get; } = Regex.Match(AcceptanceRuns.FileOf("docs/warehouse.md"), "\n## In containers\n.*?\n## ", RegexOptions.Singleline).Value;

    /// <summary>The one line that begins so.</summary>
    public static string Line(string beginning) => Assert.Single(Containers.Split('\n'), line => line.StartsWith(beginning, StringComparison.Ordinal));
}
