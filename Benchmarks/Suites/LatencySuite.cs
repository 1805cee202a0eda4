using System.Collections.Concurrent;
using System.Globalization;
using Dixa.Benchmarks.Plots;
using Dixa.Benchmarks.Simulated;
using Dixa.Benchmarks.Warehouses;
using Dixa.Simulator;

namespace Dixa.Benchmarks.Suites;

/// <summary>A customer writes: how long until the message is a row, with webhooks that wake the sync, at Dixa's limits.</summary>
/// <remarks>
/// Dixa, the connector and the warehouse go by one clock that runs faster. What takes real time (starting processes, requests, commits) so counts
/// several times: delays are longer here than at the speed of the world.
/// </remarks>
public sealed class LatencySuite : ISuite
{
    private const double Speed = 4;

    private const int Seconds = 3_600;

    /// <summary>How long after the last message rows are still waited for.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private static readonly double[] Rates = [1, 50];

    public string Name => "latency";

    public IReadOnlyList<string> Columns { get; } =
        ["messages a second", "messages", "median seconds", "95 % within", "99 % within", "slowest", "missing", "runs woken", "runs scheduled", "exports requests", "most in a minute", "answered 429"];

    public IReadOnlyList<string> Rows { get; } = [.. Rates.Select(Figure.Count)];

    public string Plot => "docs/latency.svg";

    public async Task<Report> RunAsync(Workbench bench, string machine)
    {
        var rows = new List<IReadOnlyList<string>>();
        var series = new List<(string, IReadOnlyList<double>)>();

        // At the same time: each waits for its limit most of it.
        foreach (var (rate, (row, delays)) in Rates.Zip(await Task.WhenAll(Rates.Select(rate => Task.Run(() => MeasureAsync(bench, rate))))))
        {
            rows.Add(row);
            series.Add((string.Create(CultureInfo.InvariantCulture, $"{rate} a second: {delays.Count:#,0} messages"), delays));
        }

        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"`dixa-warehouse sync --every 15m --listen` into SQLite, for {bench.Scaled(Seconds) / 60.0:0.#} minutes of a clock that runs {Speed:0} times as fast as the real one, so that whatever takes real time counts {Speed:0} times. The rates are measured side by side on one machine. Customers write at random to a simulated organisation that enforces Dixa's limits and sends webhooks; the table is looked at {1 / Look.TotalSeconds:0} times a real second. Seconds are from the message's own time until its row is seen.");
        var plot = new HistogramPlot(
            "From a customer's message to its row", "seconds", series, [("10 s", 10), ("20 s", 20)], [machine, "share of messages in each second; limits: a median of 10 s, and 20 s for 95 %"]);
        return new Report(rows, note, plot.ToSvg());
    }

    private static async Task<(IReadOnlyList<string> Row, IReadOnlyList<double> Delays)> MeasureAsync(Workbench bench, double rate)
    {
        await using var dixa = await SimulatedDixa.StartAsync(new SimulatorOptions { Conversations = 1_000, EndUsers = 300, Months = 1 }, Speed);
        using var listening = await Listening.StartAsync(bench, dixa, "15m");
        await listening.ReadyAsync();
        var sent = new ConcurrentDictionary<string, DateTimeOffset>();
        var delays = new List<double>();
        using var over = new CancellationTokenSource();
        var watching = Task.Run(() => Watch(listening.Database, dixa, sent, delays, over.Token));
        await WriteAsync(dixa, rate, dixa.Now.AddSeconds(bench.Scaled(Seconds)), sent);
        var end = dixa.Now + Rest;
        while (dixa.Now < end && !sent.IsEmpty)
        {
            await Task.Delay(Look);
        }

        await over.CancelAsync();
        await watching;
        delays.Sort();
        var exports = dixa.Server.Requests.All.Where(request => request.Path.EndsWith("_export", StringComparison.Ordinal)).Select(request => request.ArrivedAt).ToList();
        using var session = new SqliteSession(listening.Database);
        return (
            [
                Figure.Count(rate),
                Figure.Count(delays.Count + sent.Count),
                Figure.Of(At(delays, 0.5)),
                Figure.Of(At(delays, 0.95)),
                Figure.Of(At(delays, 0.99)),
                Figure.Of(delays[^1]),
                Figure.Count(sent.Count),
                session.Ask("SELECT count(*) FROM _sync_runs WHERE began_by = 'webhook'")[0],
                session.Ask("SELECT count(*) FROM _sync_runs WHERE began_by = 'schedule'")[0],
                Figure.Count(exports.Count),
                Figure.Count(exports.Max(first => exports.Count(each => each >= first && each < first.AddMinutes(1)))),
                Figure.Count(dixa.Server.Requests.All.Count(request => request.Status == 429)),
            ],
            delays);
    }

    /// <summary>Customers write to conversations at random, so many a second on average.</summary>
    private static async Task WriteAsync(SimulatedDixa dixa, double rate, DateTimeOffset end, ConcurrentDictionary<string, DateTimeOffset> sent)
    {
        var random = new Random(11);
        var ids = dixa.Server.Organization.Conversations.Select(conversation => conversation.Id).Order().ToList();
        for (var next = dixa.Now; next < end; next = next.AddSeconds(-Math.Log(1 - random.NextDouble()) / rate))
        {
            while (dixa.Now < next)
            {
                await Task.Delay(1);
            }

            var now = dixa.Now;
            foreach (var message in dixa.Server.Organization.AddMessages(ids[random.Next(ids.Count)], now))
            {
                sent[message.Id.ToString()] = now;
            }
        }
    }

    /// <summary>Looks for rows that are new, until it is told to stop.</summary>
    private static void Watch(string database, SimulatedDixa dixa, ConcurrentDictionary<string, DateTimeOffset> sent, List<double> delays, CancellationToken over)
    {
        using var session = new SqliteSession(database);
        var last = long.Parse(session.Ask("SELECT coalesce(max(rowid), 0) FROM messages")[0], CultureInfo.InvariantCulture);
        while (!over.IsCancellationRequested)
        {
            var rows = session.Ask($"SELECT rowid, id FROM messages WHERE rowid > {last.ToString(CultureInfo.InvariantCulture)} ORDER BY rowid");
            var now = dixa.Now;
            foreach (var row in rows)
            {
                var cells = row.Split('|');
                last = long.Parse(cells[0], CultureInfo.InvariantCulture);
                if (sent.TryRemove(cells[1], out var at))
                {
                    delays.Add((now - at).TotalSeconds);
                }
            }

            over.WaitHandle.WaitOne(Look);
        }
    }

    private static double At(List<double> ordered, double share) => ordered[Math.Min(ordered.Count - 1, (int)(ordered.Count * share))];
}
