using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Warehouse.EndToEnd.Properties;
using Dixa.Warehouse.Harness;
using DeliveryHabits = Dixa.Simulator.Webhooks.DeliveryHabits;
using EventNames = Dixa.Simulator.Webhooks.EventNames;

namespace Dixa.Warehouse.EndToEnd.Webhooks;

/// <summary>
/// Events come twice and in any order, and the program as it ships is killed at any moment: what it has answered with 200 is kept, once, and in the end
/// each conversation's row is the source's. <c>WEBHOOK_EVENTS</c> says how many events, 10,000 for all that is promised.
/// </summary>
public sealed class ReceiverKilledTests(PostgresCluster cluster)
{
    private const int Fewest = 400;

    private const int FewestKills = 3;

    /// <summary>More changes than this for each event mean that it does not get as hard as it should.</summary>
    private const int MostChangesPerEvent = 50;

    private static readonly string[] Streams = ["conversations", "messages"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatWasAnsweredIsKeptOnceAndTheRowsAreTheSources(bool isPostgres)
    {
        var events = int.TryParse(Environment.GetEnvironmentVariable("WEBHOOK_EVENTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : Fewest;
        using Database database = isPostgres ? new PostgresDatabase(cluster) : new SqliteDatabase();
        await using var simulator = await SimulatorServer.StartAsync(new SimulatorOptions { Months = 1, Conversations = 40, EndUsers = 10, Limits = RateLimits.None }, ct: Ct);
        var port = RecordingGate.FreePort();
        using var gate = new RecordingGate(new Uri($"http://127.0.0.1:{port}/webhooks/dixa"));
        var secret = await SubscribeAsync(simulator, gate.Url);
        simulator.Webhooks.Habits = new DeliveryHabits { Duplicates = 0.2, DelayMs = 400, RetriesMs = [.. Enumerable.Repeat(150, 400)], TimeoutMs = 60_000 };
        var directory = Directory.CreateTempSubdirectory("dixa-killed-");
        try
        {
            var config = await ConfigAsync(simulator, database, secret, directory);
            using var receiver = new KilledAgainAndAgain(config, port);
            var killing = receiver.RunAsync(Ct);
            await ChangeAsync(simulator, gate, events, isHard: () => receiver.Kills >= FewestKills && gate.Lost >= 1 && gate.Accepted.Values.Any(times => times > 1));
            receiver.Calm();
            await simulator.Webhooks.DrainAsync(Ct);

            // The last process lives on: what it does not know from before, its runs find.
            var difference = await UntilTheSameAsync(simulator, database);
            await receiver.StopAsync();
            Assert.True(difference is null, $"{difference}\n{await killing}");
            AssertKept(database, gate, receiver.Kills, events);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static void AssertKept(Database database, RecordingGate gate, int kills, int events)
    {
        var kept = database.Query($"SELECT event_id, count(*) FROM {database.Name("webhook_events")} GROUP BY 1").Select(row => row.Split('|')).ToDictionary(cells => cells[0], cells => cells[1]);

        Assert.All(gate.Accepted.Keys, id => Assert.Equal("1", kept.GetValueOrDefault(id)));
        Assert.Empty(kept.Keys.Except(gate.Sent.Keys));

        // It was as hard as it should be.
        Assert.InRange(gate.Accepted.Count, events, int.MaxValue);
        Assert.InRange(kills, FewestKills, int.MaxValue);
        Assert.InRange(gate.Lost, 1, int.MaxValue);
        Assert.Contains(gate.Accepted.Values, times => times > 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"{gate.Accepted.Count} events, {gate.Sent.Values.Sum()} deliveries, {gate.Lost} without an answer, {kills} kills");
    }

    /// <summary>Lets so much happen that so many events come, and goes on until it was hard, however long the machine takes for that.</summary>
    private static async Task ChangeAsync(SimulatorServer simulator, RecordingGate gate, int events, Func<bool> isHard)
    {
        var random = new Random(events);
        var ids = simulator.Organization.Conversations.Select(conversation => conversation.Id).Order().ToList();
        for (var made = 0; made < events || gate.Accepted.Count < events || (!isHard() && made < events * MostChangesPerEvent); made++)
        {
            var (id, now) = (ids[random.Next(ids.Count)], DateTimeOffset.UtcNow);
            switch (random.Next(5))
            {
                case 0:
                    simulator.Organization.AddNote(id, now);
                    break;
                case 1:
                    ids.Add(simulator.Organization.AddConversation(now).Id);
                    break;
                case 2:
                    simulator.Organization.AddRatings(id, now);
                    break;
                default:
                    simulator.Organization.AddMessages(id, now);
                    break;
            }

            // Some 60 changes a second, so that a kill strikes some of them.
            await Task.Delay(random.Next(32), Ct);
        }
    }

    /// <summary>Waits until the tables are what the source shows; says what is different after a while.</summary>
    private static async Task<string?> UntilTheSameAsync(SimulatorServer simulator, Database database)
    {
        using var history = new SourceHistory(simulator, Streams, DateTimeOffset.UtcNow.AddDays(-60));
        await history.TakeAsync(DateTimeOffset.UtcNow);
        var audit = new TableAudit(database, history);
        string? difference = null;
        for (var tries = 0; tries < 600; tries++)
        {
            difference = history.Streams.Select(audit.CheckWhole).FirstOrDefault(each => each is not null);
            if (difference is null)
            {
                return null;
            }

            await Task.Delay(100, Ct);
        }

        return difference;
    }

    private static async Task<string> SubscribeAsync(SimulatorServer simulator, Uri url)
    {
        using var client = new HttpClient { BaseAddress = simulator.Url };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", simulator.Options.Token);
        using var answer = await client.PostAsJsonAsync(
            "/v1/webhooks", new { name = "killed", url, events = EventNames.All, authorization = new { _type = "NoAuth" }, customHeaders = new Dictionary<string, string>() }, Ct);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!["data"]!["secretKey"]!;
    }

    private static async Task<string> ConfigAsync(SimulatorServer simulator, Database database, string secret, DirectoryInfo directory)
    {
        var path = Path.Combine(directory.FullName, "config.json");
        await File.WriteAllTextAsync(
            path,
            new JsonObject
            {
                ["database"] = database.Setting,
                ["schema"] = database.Schema,
                ["streams"] = new JsonArray([.. Streams.Select(name => (JsonNode)name)]),
                ["webhook_secrets"] = new JsonArray(secret),
                ["source"] = new JsonObject
                {
                    ["api_token"] = simulator.Options.Token,
                    ["start_date"] = DateTime.UtcNow.AddDays(-60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["dixa_api_url"] = simulator.Url.ToString(),
                    ["exports_api_url"] = simulator.Url.ToString(),
                    ["exports_requests_per_minute"] = 6000,
                    ["api_requests_per_second"] = 1000,
                },
            }.ToJsonString(),
            Ct);
        return path;
    }
}
