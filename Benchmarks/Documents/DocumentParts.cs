using Dixa.Benchmarks.Suites;

namespace Dixa.Benchmarks.Documents;

/// <summary>The table of all places that figures go to.</summary>
public static class DocumentParts
{
    public const string Readme = "README.md";

    public static IReadOnlyList<DocumentPart> All { get; } =
    [
        .. SuiteRegistry.All.Select(suite => new DocumentPart("docs/performance.md", suite.Name)),
        new(Readme, ThroughputSuite.Title, ["what", "records", "MB", "records/s", "MB/s", "times curl", "peak MB"]),
    ];

    /// <summary>Puts a suite's table wherever it belongs, and its plot beside it.</summary>
    public static void Write(ISuite suite, Report report, string machine)
    {
        foreach (var part in All.Where(part => part.Suite == suite.Name))
        {
            File.WriteAllText(part.File, part.Replace(File.ReadAllText(part.File), suite, report, machine));
        }

        if (suite.Plot is { } plot)
        {
            File.WriteAllText(plot, report.Plot);
        }
    }
}
