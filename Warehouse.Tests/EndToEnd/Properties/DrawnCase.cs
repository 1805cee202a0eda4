using System.Globalization;
using System.Text.Json.Nodes;
using Dixa.Connector.Streams;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Simulator.Faults;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Syncing;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>Everything that a case draws from its seed. Only when exactly a strike comes depends on the machine too.</summary>
public sealed record DrawnCase(int Seed, SimulatorOptions Options, int WindowDays, IReadOnlyList<string>? Asked, DeletionMode Deletions, IReadOnlyList<DrawnSync> Syncs)
{
    private const int HistoryDays = 60;

    private static readonly Disturbance[] Disturbances = Enum.GetValues<Disturbance>();

    /// <summary>When the history ends and the first sync begins, by the simulated clock.</summary>
    public DateTimeOffset Now => Options.Now!.Value;

    public DateTimeOffset Start => Now.AddDays(-HistoryDays - 30);

    /// <summary>Whether source and destination are joined by a platform, in place of one command. Of the even seeds, and of the odd ones, it is a third.</summary>
    public bool IsPiped => Seed / 2 % 3 == 0;

    /// <summary>Whether all of its syncs are processes, which they are in every fourth case of each database. In the others a sync that nobody ends runs in the tests' own process.</summary>
    public bool StartsProcesses => Seed / 2 % 4 == 1;

    /// <summary>The streams that are read, by their names.</summary>
    public IReadOnlyList<string> Streams => Asked is null ? SyncPlan.Suggested
        : Asked is ["all"] ? [.. StreamRegistry.All.Select(stream => stream.Name)]
        : Asked;

    public static DrawnCase Draw(int seed)
    {
        var random = new Random(seed);
        var asked = random.Next(3) switch
        {
            0 => null,
            1 => new List<string> { "all" },
            _ => [.. StreamRegistry.All.Select(stream => stream.Name).Where(_ => random.Next(4) == 0).DefaultIfEmpty("conversations")],
        };
        var hasLimits = random.Next(8) == 0;
        var options = new SimulatorOptions
        {
            Seed = seed,
            Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(500_000)),
            Months = HistoryDays / 30,
            Conversations = asked is null ? random.Next(120) : random.Next(50),
            EndUsers = random.Next(1, 40),
            RowsPerPage = random.Next(2) == 0 ? random.Next(2, 12) : null,
            Limits = hasLimits ? new RateLimits() : RateLimits.None,
            Gzip = random.Next(4) == 0,
        };
        return new DrawnCase(
            seed,
            options,
            hasLimits ? random.Next(15, 32) : random.Next(3, 32),
            asked,
            random.Next(3) == 0 ? DeletionMode.Mark : DeletionMode.Delete,
            [.. Enumerable.Range(0, random.Next(1, 4)).Select(sync => DrawSync(random, isFirst: sync == 0))]);
    }

    public JsonObject Config(Uri api, Database database)
    {
        var source = new JsonObject
        {
            ["api_token"] = Options.Token,
            ["start_date"] = Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["window_days"] = WindowDays,
            ["dixa_api_url"] = api.ToString(),
            ["exports_api_url"] = api.ToString(),
        };
        if (!Options.Limits.Enabled)
        {
            source["exports_requests_per_minute"] = 6000;
            source["api_requests_per_second"] = 1000;
        }

        var config = new JsonObject
        {
            ["database"] = database.Setting,
            ["schema"] = database.Schema,
            ["deletions"] = Deletions == DeletionMode.Mark ? "mark" : "delete",
            ["source"] = source,
        };
        if (Asked is not null)
        {
            config["streams"] = new JsonArray([.. Asked.Select(name => (JsonNode)name)]);
        }

        return config;
    }

    public override string ToString() =>
        $"""
        {(IsPiped ? "through a pipe, " : "")}{(Asked is null ? "suggested streams" : string.Join(", ", Asked))}; {Options.Conversations} conversations, {Options.EndUsers} end users, {Options.RowsPerPage?.ToString(CultureInfo.InvariantCulture) ?? "any number of"} rows to a page, windows of {WindowDays} days, deletions: {Deletions}{(Options.Limits.Enabled ? ", the real limits" : "")}
        {string.Join('\n', Syncs.Select((sync, index) => $"sync {index}: {sync}"))}
        then an undisturbed sync
        """;

    private static DrawnSync DrawSync(Random random, bool isFirst)
    {
        var strikes = Enumerable.Range(0, random.Next(10) switch { < 6 => 1, < 9 => 2, _ => 3 })
            .Select(_ => new Strike(
                Disturbances[random.Next(Disturbances.Length)],
                random.NextDouble() * 1.1,
                random.Next(3) > 0,
                random.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(random.Next(150))))
            .OrderBy(strike => strike.Place);
        return new DrawnSync(isFirst || random.Next(2) == 0 ? 0 : random.Next(1, 20), [.. Enumerable.Range(0, random.Next(3) == 0 ? random.Next(1, 4) : 0).Select(_ => DrawFault(random))], [.. strikes]);
    }

    private static Fault DrawFault(Random random)
    {
        Fault fault = random.Next(6) switch
        {
            0 => new StatusFault(429),
            1 => new ResetFault(),
            2 => new CutFault(random.Next(1, 5000)),
            3 => new StallFault(random.Next(1, 3000)),
            4 => new ReplaceBodyFault("<html>"),
            _ => new StatusFault(random.Next(500, 505)),
        };
        return fault with { Skip = random.Next(40), Times = random.Next(4) == 0 ? 30 : random.Next(1, 3) };
    }
}
