using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Dixa.Connector.Harness;
using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>Whatever is killed, whenever: each row is in its table once, as the source has it. <c>KILL_SEED</c> runs the one case of a seed, <c>KILL_CASES</c> so many from that seed on.</summary>
public sealed class ExactlyOnceTests
{
    /// <summary>Of each database so many cases at once: they wait for each other's processes, for pauses and for disks. Fewer leave a fifth of two processors idle.</summary>
    private static readonly int Lanes = Math.Max(2, Environment.ProcessorCount * 3 / 2);

    private static readonly int Cases = Effort.Cases(whole: 200, quick: 6);

    [Fact]
    public async Task WhateverIsKilledEachRowIsThereOnce()
    {
        var seed = Variable("KILL_SEED");
        var count = Variable("KILL_CASES") ?? (seed is null ? Cases : 1);
        PostgresCluster.Require();
        ThreadPool.SetMinThreads(64, 64);
        var clock = Stopwatch.StartNew();
        var (failures, tally, length) = (new ConcurrentDictionary<int, string>(), new KillTally(), new SyncLength());

        // Odd seeds go to SQLite, even ones to PostgreSQL.
        var seeds = Enumerable.Range(seed ?? 1, count).ToLookup(each => each % 2 == 0, each => each);
        await Task.WhenAll(new[] { false, true }.SelectMany(isPostgres =>
        {
            var waiting = new ConcurrentQueue<int>(seeds[isPostgres]);
            return Enumerable.Range(0, Math.Min(Lanes, waiting.Count)).Select(_ => Task.Run(async () =>
            {
                // A server of its own, which only the one case that runs restarts.
                using var cluster = isPostgres ? new PostgresCluster() : null;
                while (waiting.TryDequeue(out var each))
                {
                    tally.Add("cases");
                    var failure = await RunAsync(each, cluster, length, tally, isAlone: count == 1);
                    if (failure is not null)
                    {
                        failures[each] = failure;
                    }

                    // Each is told: VSTest's adapter for xunit may report a crash when a test process ends after a minute without a message.
                    Tell(failure ?? $"seed {each} holds");
                }
            }));
        }));

        Tell($"seeds {seed ?? 1} to {(seed ?? 1) + count - 1} in {clock.Elapsed:hh\\:mm\\:ss}: {tally}; {failures.Count} failed");
        Assert.True(failures.IsEmpty, $"{failures.Count} of {count} cases fail: {string.Join(", ", failures.Keys.Order())}\n{string.Join("\n\n", failures.OrderBy(each => each.Key).Take(5).Select(each => each.Value))}");
    }

    private static async Task<string?> RunAsync(int seed, PostgresCluster? cluster, SyncLength length, KillTally tally, bool isAlone)
    {
        using Database database = cluster is null ? new SqliteDatabase() : new PostgresDatabase(cluster);
        var drawn = DrawnCase.Draw(seed);
        var run = new KillCase(drawn, database, new Striker(cluster), length, tally);
        try
        {
            var wrong = await run.RunAsync();
            if (isAlone)
            {
                Tell($"{drawn}\n{run.Told}");
            }

            return wrong is null ? null : Describe(wrong);
        }
#pragma warning disable CA1031 // Whatever a case ends with, its seed has to be told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Describe(exception.ToString());
        }

        string Describe(string what) => $"seed {seed}; to run this one: KILL_SEED={seed} dotnet test Warehouse.Tests --filter {nameof(ExactlyOnceTests)}\n{what}\n{drawn}\n{run.Told[..Math.Min(run.Told.Length, 6000)]}";
    }

    private static int? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static void Tell(string text) => TestContext.Current.TestOutputHelper!.WriteLine(text);
}
