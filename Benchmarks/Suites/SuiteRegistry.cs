using Dixa.Benchmarks.Warehouses;

namespace Dixa.Benchmarks.Suites;

/// <summary>Everything that is measured, in the order of the documents.</summary>
public static class SuiteRegistry
{
    public static IReadOnlyList<ISuite> All { get; } =
    [
        new ThroughputSuite(),
        new MemorySuite(),
        new StartSuite(),
        new CallsSuite(),
        new OverlapSuite(),
        new GrowthSuite(),
        new SpreadSuite(),
        new LoadSuite("warehouse-postgres", "PostgreSQL", "\\copy", PostgresTarget.Start),
        new LoadSuite("warehouse-sqlite", "SQLite", ".import", bench => new SqliteTarget(bench)),
        new YearSuite(),
        new ViewsSuite(),
        new LatencySuite(),
        new WebhooksSuite(),
    ];
}
