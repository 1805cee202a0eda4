using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Dixa.Connector.Harness;
using Dixa.Simulator.Webhooks;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Webhooks;

namespace Dixa.Warehouse.EndToEnd;

/// <summary>The program as it ships, listening.</summary>
public sealed partial class ListenTests : IDisposable
{
    private readonly SqliteDatabase _database = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task WithoutASecretItSaysWhatIsMissing()
    {
        using var source = new ShellSource("complete");
        using var process = Programs.Start(Programs.Warehouse, "sync", "--config", source.Config(_database), "--source", source.Command, "--every", "1h", "--listen", "127.0.0.1:0");
        var (code, said) = await Programs.EndAsync(process);

        Assert.Equal(1, code);
        Assert.Contains("--listen needs a secret", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASecretThatIsNoneIsNotRepeated()
    {
        using var source = new ShellSource("complete");
        using var process = Programs.Start(Programs.Warehouse, new Dictionary<string, string> { ["DIXA_WEBHOOK_SECRETS"] = "quite-a-secret" }, "sync", "--config", source.Config(_database), "--source", source.Command, "--every", "1h", "--listen", "127.0.0.1:0");
        var (code, said) = await Programs.EndAsync(process);

        Assert.Equal(1, code);
        Assert.Contains("number 1 is no secret of a webhook", said, StringComparison.Ordinal);
        Assert.DoesNotContain("quite-a-secret", said, StringComparison.Ordinal);
    }

    /// <summary>The secret comes from the environment; a run goes on while events come; the figures show both; a signal ends it all in time.</summary>
    [Fact]
    public async Task EventsAreTakenWhileARunGoesOnAndAStopAnswersThem()
    {
        using var source = new ShellSource("""trap 'exit 143' TERM; record 1; record 2; state 2; touch "$here/waits"; while true; do sleep 0.05; done""");
        using var process = Programs.Start(Programs.Warehouse, new Dictionary<string, string> { ["DIXA_WEBHOOK_SECRETS"] = $"{new string('a', 64)}, {Receiver.Secret}" }, "sync", "--config", source.Config(_database), "--source", source.Command, "--every", "1h", "--listen", "127.0.0.1:0");
        _ = process.StandardOutput.ReadToEndAsync(Ct);
        var port = await PortAsync(process);
        var said = process.StandardError.ReadToEndAsync(Ct);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        while (!File.Exists(source.PathOf("waits")) || !(await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Ct)).Contains("dixa_rows_total{stream=\"people\"} 2\n", StringComparison.Ordinal))
        {
            await Task.Delay(20, Ct);
        }

        Assert.Equal("alive\n", await client.GetStringAsync(new Uri("/healthz", UriKind.Relative), Ct));
        var body = Encoding.UTF8.GetBytes(Receiver.Event(1));
        using var delivering = new TcpClient();
        await delivering.ConnectAsync(IPAddress.Loopback, port, Ct);
        var stream = delivering.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {WebhookEndpoint.Path} HTTP/1.1\r\nHost: a\r\n{SignatureHeader.Name}: {WebhookSignature.Of(body, Receiver.Secret, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds())}\r\nContent-Length: {body.Length}\r\n\r\n"), Ct);
        while (!(await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Ct)).Contains("dixa_webhook_under_way 1\n", StringComparison.Ordinal))
        {
            await Task.Delay(20, Ct);
        }

        var clock = Stopwatch.StartNew();
        Programs.Signal(process.Id, "TERM");
        await stream.WriteAsync(body, Ct);
        Assert.Equal("HTTP/1.1 200 OK", await Receiver.HearAsync(stream));
        await process.WaitForExitAsync(Ct);

        Assert.Equal(143, process.ExitCode);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(["1"], _database.Rows("webhook_events", "csid"));
        Assert.Equal(["1", "2"], _database.Rows("people", "id"));
        Assert.DoesNotContain(Receiver.Secret, await said, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Every metric that is shown is explained, and every one that is explained is shown.</summary>
    [Fact]
    public void TheDocumentNamesEveryMetric()
    {
        using var receiver = new Receiver(_database);
        receiver.Metrics.ExportsLeft(1);
        var shown = Encoding.UTF8.GetString(receiver.Metrics.ToText()).Split('\n').Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]);
        var document = File.ReadAllText(Repository.PathOf("docs", "webhooks.md"));
        var table = document[document.IndexOf("| metric |", StringComparison.Ordinal)..];
        table = table[..table.IndexOf("\n\n", StringComparison.Ordinal)];

        Assert.Equal(shown.Order(), Regex.Matches(table, "`(?<name>dixa_[a-z_]+)`").Select(match => match.Groups["name"].Value).Order());
    }

    private static async Task<int> PortAsync(Process process)
    {
        while (await process.StandardError.ReadLineAsync(Ct) is { } line)
        {
            if (Address().Match(line) is { Success: true } match)
            {
                return int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidOperationException("It did not listen.");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:(?<port>\d+)/webhooks/dixa")]
    private static partial Regex Address();
}
