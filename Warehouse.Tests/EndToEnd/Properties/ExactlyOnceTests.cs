using System.Collections.Concurrent;
using System.Globalization;
using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>Whatever is killed, whenever: each row is in its table once, as the source has it. <c>KILL_SEED</c> runs the one case of a seed, <c>KILL_CASES</c> so many from that seed on.</summary>
public sealed class ExactlyOnceTests
{
    private static readonly int Cases = Environment.GetEnvironmentVariable("CI") == "true" ? 60 : 20;

    [Fact]
    public async Task WhateverIsKilledEachRowIsThereOnce()
    {
        var seed = Variable("KILL_SEED");
        var count = Variable("KILL_CASES") ?? (seed is null ? Cases : 1);

        // A server of their own, which they restart.
        using var cluster = new PostgresCluster();
        cluster.Start();
        ThreadPool.SetMinThreads(32, 32);
        var failures = new ConcurrentDictionary<int, string>();
        var done = new ConcurrentDictionary<Disturbance, int>();

        // Odd seeds go to SQLite, even ones to PostgreSQL: those one after the other, since each may restart the server.
        await Task.WhenAll(new[] { 0, 1 }.Select(odd => Task.Run(async () =>
        {
            foreach (var each in Enumerable.Range(seed ?? 1, count).Where(each => each % 2 == odd))
            {
                if (await RunAsync(each, cluster, done) is { } failure)
                {
                    failures[each] = failure;
                }
            }
        })));

        TestContext.Current.TestOutputHelper!.WriteLine($"{count} cases, {failures.Count} failures; {string.Join(", ", done.OrderBy(each => each.Key).Select(each => $"{each.Key} {each.Value}"))}");
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures.OrderBy(each => each.Key).Select(each => each.Value[..Math.Min(each.Value.Length, 3000)])));
    }

    private static async Task<string?> RunAsync(int seed, PostgresCluster cluster, ConcurrentDictionary<Disturbance, int> done)
    {
        using Database database = seed % 2 == 1 ? new SqliteDatabase() : new PostgresDatabase(cluster);
        var drawn = new KillCase(seed, database, cluster);
        try
        {
            var wrong = await drawn.RunAsync();
            foreach (var (disturbance, times) in drawn.Done)
            {
                done.AddOrUpdate(disturbance, times, (_, known) => known + times);
            }

            return wrong is null ? null : $"seed {seed}: {wrong}\n{drawn.Told}";
        }
#pragma warning disable CA1031 // Whatever a case ends with, its seed has to be told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"seed {seed}: {exception}\n{drawn.Told}";
        }
    }

    private static int? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
