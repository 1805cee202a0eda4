using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Faults.Properties;

/// <summary>
/// Whatever befalls a sync, nothing is lost and nothing comes twice. <c>FAULT_SEED</c> runs the one case of a seed, <c>FAULT_CASES</c> so
/// many of them from that seed on; <c>docs/reliability.md</c> tells more.
/// </summary>
[Collection(QuietCollection.Name)]
public sealed class PropertyTests
{
    private const int MostShown = 5;

    private const int ThreadsAtOnce = 64;

    [Fact]
    public async Task WhateverHappensNothingIsLostAndNothingComesTwice()
    {
        var seed = Variable("FAULT_SEED");
        var count = Variable("FAULT_CASES") ?? (seed is null ? Effort.Cases(whole: 200, quick: 6) : 1);

        // The output of each process is read by a thread that waits for it, and the simulators need threads that don't.
        ThreadPool.SetMinThreads(ThreadsAtOnce, ThreadsAtOnce);
        var known = await KnownStream.DiscoverAsync();
        var clock = Stopwatch.StartNew();
        var failures = new ConcurrentDictionary<int, string>();
        var tally = new Tally();
        var gate = new Lock();
        await Parallel.ForEachAsync(
            Enumerable.Range(seed ?? 1, count),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount * 2, CancellationToken = TestContext.Current.CancellationToken },
            async (each, _) =>
            {
                var (failure, sum) = await RunAsync(each, known, isAlone: count == 1);
                lock (gate)
                {
                    tally = tally.Plus(sum);
                    if (failure is not null)
                    {
                        failures[each] = failure;
                    }

                    // Each is told: VSTest's adapter for xunit may report a crash when a test process ends after a minute without a message.
                    Tell(failure ?? $"seed {each} holds; {tally.Cases} cases in {clock.Elapsed:hh\\:mm\\:ss}, {failures.Count} failures");
                }
            });

        Tell($"seeds {seed ?? 1} to {(seed ?? 1) + count - 1} in {clock.Elapsed:hh\\:mm\\:ss}: {tally}");
        Assert.True(failures.IsEmpty, $"{failures.Count} of {count} cases fail: {string.Join(", ", failures.Keys.Order())}\n{string.Join("\n\n", failures.OrderBy(each => each.Key).Take(MostShown).Select(each => each.Value))}");
    }

    private static async Task<(string? Failure, Tally Tally)> RunAsync(int seed, IReadOnlyList<KnownStream> known, bool isAlone)
    {
        var drawn = CaseGenerator.Draw(seed, known);
        var run = await CaseRun.StartAsync(drawn);
        try
        {
            await run.RunAsync();
            if (isAlone)
            {
                Tell($"{drawn}\n{string.Join('\n', run.Told)}");
            }

            return (run.Violations.Any ? Describe(seed, drawn, run.Violations.ToString()) : null, run.Tally);
        }
#pragma warning disable CA1031 // Whatever a case ends with, its seed has to be told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return (Describe(seed, drawn, exception.ToString()), run.Tally);
        }
        finally
        {
            await run.DisposeAsync();
        }
    }

    private static string Describe(int seed, DrawnCase drawn, string what) =>
        $"""
        seed {seed}; to run this one: FAULT_SEED={seed} dotnet test --filter {nameof(PropertyTests)}
        {what}
        {drawn}
        """;

    private static int? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static void Tell(string text) => TestContext.Current.TestOutputHelper!.WriteLine(text);
}
