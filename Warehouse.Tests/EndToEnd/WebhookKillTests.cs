using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dixa.Simulator.Webhooks;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Webhooks;

namespace Dixa.Warehouse.EndToEnd;

/// <summary>The program as it ships, killed in the middle of deliveries, again and again: what was answered with 200 is in the table, once.</summary>
public sealed partial class WebhookKillTests(PostgresCluster cluster)
{
    private const int Events = 3000;

    private const int Senders = 24;

    private const int Kills = 4;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatWasAnsweredIsKeptWhateverIsKilled(bool isPostgres)
    {
        using Database database = isPostgres ? new PostgresDatabase(cluster) : new SqliteDatabase();

        // The source writes to the same file all the time, so that kills meet its transactions too.
        using var source = new ShellSource("""for i in $(seq 1 100000); do record "$i" && state "$i" || exit; sleep 0.01; done""");
        var config = JsonNode.Parse(await File.ReadAllTextAsync(source.Config(database), Ct))!;
        config["webhook_secrets"] = new JsonArray(Receiver.Secret);
        await File.WriteAllTextAsync(source.PathOf("config.json"), config.ToJsonString(), Ct);

        var (answered, order) = (new ConcurrentDictionary<int, bool>(), new ConcurrentQueue<int>(Enumerable.Range(0, Events).SelectMany(i => i % 10 == 0 ? new[] { i, i } : [i])));
        var port = 0;
        using var over = new CancellationTokenSource();
        var senders = Enumerable.Range(0, Senders).Select(_ => SendAsync(order, answered, () => Volatile.Read(ref port), over.Token)).ToList();
        for (var kill = 0; kill <= Kills; kill++)
        {
            var before = answered.Count;
            using var process = Programs.Start(Programs.Warehouse, "sync", "--config", source.PathOf("config.json"), "--source", source.Command, "--every", "1s", "--listen", "127.0.0.1:0");
            Volatile.Write(ref port, await PortAsync(process));
            var goal = kill == Kills ? Events : before + ((Events - before) / (Kills - kill + 2));
            await UntilAsync(() => answered.Count >= goal, process);
            if (kill < Kills)
            {
                process.Kill();
            }
            else
            {
                Programs.Signal(process.Id, "TERM");
            }

            await process.WaitForExitAsync(Ct);
        }

        await over.CancelAsync();
        await Task.WhenAll(senders);
        Assert.Equal(Enumerable.Range(0, Events), answered.Keys.Order());
        Assert.Equal(Enumerable.Range(0, Events).Select(i => i.ToString(CultureInfo.InvariantCulture)), database.Rows("webhook_events", "csid"));
    }

    /// <summary>Delivers one event after the other, each until it is answered with 200, as Dixa does.</summary>
    private static async Task SendAsync(ConcurrentQueue<int> order, ConcurrentDictionary<int, bool> answered, Func<int> port, CancellationToken over)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        while (!over.IsCancellationRequested)
        {
            if (!order.TryDequeue(out var number))
            {
                await Task.Delay(10, CancellationToken.None);
                continue;
            }

            var body = Encoding.UTF8.GetBytes(Receiver.Event(number));
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port()}{WebhookEndpoint.Path}") { Content = new ByteArrayContent(body) };
            request.Headers.TryAddWithoutValidation(SignatureHeader.Name, WebhookSignature.Of(body, Receiver.Secret, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
            try
            {
                using var answer = await client.SendAsync(request, CancellationToken.None);
                Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}");
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    answered[number] = true;
                    continue;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                // Killed, or not there yet.
                await Task.Delay(10, CancellationToken.None);
            }

            order.Enqueue(number);
        }
    }

    /// <summary>The port that it says it listens on; everything else that it says is read and left.</summary>
    private static async Task<int> PortAsync(Process process)
    {
        var said = new StringBuilder();
        _ = process.StandardOutput.ReadToEndAsync(Ct);
        while (await process.StandardError.ReadLineAsync(Ct) is { } line)
        {
            said.AppendLine(line);
            if (Address().Match(line) is { Success: true } match)
            {
                _ = process.StandardError.ReadToEndAsync(Ct);
                return int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidOperationException($"It did not listen:\n{said}");
    }

    private static async Task UntilAsync(Func<bool> condition, Process process)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.False(process.HasExited, "It has ended by itself.");
            Assert.True(tries < 12_000, "It did not come to that.");
            await Task.Delay(10, Ct);
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:(?<port>\d+)/webhooks/dixa")]
    private static partial Regex Address();
}
