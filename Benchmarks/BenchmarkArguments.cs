using System.Globalization;
using Dixa.Benchmarks.Suites;

namespace Dixa.Benchmarks;

/// <summary>What to measure, how often, and how much of it.</summary>
/// <param name="Runs">Runs that a median is taken of.</param>
/// <param name="Scale">A fraction of the full load, to try the program out: then no document is written.</param>
public sealed record BenchmarkArguments(IReadOnlyList<ISuite> Suites, int Runs = 5, double Scale = 1)
{
    public static string Usage { get; } =
        $"""
        usage: dotnet run -c Release --project Benchmarks [-- SUITE… [--runs N] [--scale F]]

        Measures source-dixa and writes the figures into docs/performance.md. The suites, all of them if none is named:
        {string.Join(", ", SuiteRegistry.All.Select(suite => suite.Name))}.

          --runs N     medians are taken of so many runs (5)
          --scale F    a fraction of the records, to try it out; nothing is written then (1)
        """;

    /// <summary>Null when the arguments make no sense.</summary>
    public static BenchmarkArguments? TryParse(IReadOnlyList<string> args, out string? error)
    {
        var parsed = new BenchmarkArguments([]);
        error = null;
        for (var i = 0; i < args.Count && error is null; i++)
        {
            var value = i + 1 < args.Count ? args[i + 1] : "";
            switch (args[i])
            {
                case "--runs" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var runs) && runs > 0:
                    (parsed, i) = (parsed with { Runs = runs }, i + 1);
                    break;
                case "--scale" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) && scale is > 0 and <= 1:
                    (parsed, i) = (parsed with { Scale = scale }, i + 1);
                    break;
                case var name when SuiteRegistry.All.FirstOrDefault(suite => suite.Name == name) is { } suite:
                    parsed = parsed with { Suites = [.. parsed.Suites, suite] };
                    break;
                default:
                    error = $"There is no suite or option {args[i]}, or {value} is no value for it.";
                    break;
            }
        }

        return error is not null ? null : parsed.Suites is [] ? parsed with { Suites = SuiteRegistry.All } : parsed;
    }
}
