using System.Net;
using System.Text;
using Dixa.Connector.Harness;
using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Webhooks;

/// <summary>Deliveries over HTTP into a database. One suite: <see cref="SqliteWebhookServerTests"/> and <see cref="PostgresWebhookServerTests"/> run it.</summary>
public abstract class WebhookServerTests : IDisposable
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract Database Database { get; }

    public void Dispose() => Database.Dispose();

    [Fact]
    public async Task AnEventIsCommittedBeforeItIsAnsweredAndThenItRings()
    {
        using var receiver = new Receiver(Database);
        Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(Receiver.Event(7)));

        Assert.Equal(["00000007-1111-4222-8333-9a9b9c9d9e9f|CONVERSATION_MESSAGE_ADDED|7"], Database.Rows("webhook_events", "event_id, event_fqn, csid"));
        await UntilAsync(() => receiver.Rung.Length == 1);
        Assert.Equal(("CONVERSATION_MESSAGE_ADDED", new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero)), receiver.Rung[0]);
    }

    [Fact]
    public async Task ADuplicateIsAnsweredAlikeAndNeitherStoredNorRung()
    {
        using var receiver = new Receiver(Database);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(Receiver.Event(1)));
        }

        Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(Receiver.Event(2)));
        await UntilAsync(() => receiver.Rung.Length == 2);
        Assert.Equal(["1", "2"], Database.Rows("webhook_events", "csid"));
        Assert.Contains("dixa_webhook_events_total{event=\"CONVERSATION_MESSAGE_ADDED\",outcome=\"duplicate\"} 2\n", Encoding.UTF8.GetString(receiver.Metrics.ToText()), StringComparison.Ordinal);
    }

    /// <summary>A delivery that somebody has overheard and sends again.</summary>
    [Fact]
    public async Task AReplayChangesNothingAndIsRefusedOnceItIsOld()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        using var receiver = new Receiver(Database, clock);
        var body = Encoding.UTF8.GetBytes(Receiver.Event(1));
        var signature = receiver.Sign(body);
        Assert.Equal(HttpStatusCode.OK, await receiver.SendAsync(body, signature));
        Assert.Equal(HttpStatusCode.OK, await receiver.SendAsync(body, signature));
        clock.Advance(TimeSpan.FromMinutes(5.1));
        Assert.Equal(HttpStatusCode.Unauthorized, await receiver.SendAsync(body, signature));

        Assert.Equal(["1"], Database.Rows("webhook_events", "count(*)"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("""{"event_id":"a"}{"event_id":"b"}""")]
    [InlineData("""{"event_id":"a"}},"meta":{"changes":[]},"record":{"data":{}}""")]
    [InlineData("{}")]
    [InlineData("""{"event_id":null}""")]
    [InlineData("""{"event_id":""}""")]
    [InlineData("""{"event_id":{"a":1}}""")]
    public async Task ABodyThatIsNoEventIsRefused(string body)
    {
        using var receiver = new Receiver(Database);
        Assert.Equal(HttpStatusCode.BadRequest, await receiver.DeliverAsync(body));
        Assert.Equal(HttpStatusCode.BadRequest, await receiver.DeliverAsync($$"""{"event_id":"{{new string('a', 201)}}"}"""));

        Assert.Equal(["0"], Database.Rows("webhook_events", "count(*)"));
        Assert.Empty(receiver.Rung);
    }

    [Fact]
    public async Task ManyAtOnceAreAllKeptOnce()
    {
        using var receiver = new Receiver(Database);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 600).Select(i => receiver.DeliverAsync(Receiver.Event(i % 200))));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}"), Database.Rows("webhook_events", "csid"));
        await UntilAsync(() => receiver.Rung.Length == 200);
    }

    /// <remarks>Also bytes that are no text: what is refused is as unfit to be shown as what is kept.</remarks>
    [Fact]
    public async Task NothingOfASecretOrABodyIsLogged()
    {
        using (var receiver = new Receiver(Database))
        {
            await receiver.DeliverAsync(Receiver.Event(1).Replace("Where is my order?", "PRIVATE", StringComparison.Ordinal));
            await receiver.DeliverAsync("""{"PRIVATE":1}""");
            await receiver.DeliverAsync("PRIVATE");
            await receiver.DeliverAsync("""{"event_id":"PRIVATE"}""", secret: new string('a', 64));
            Database.Query($"DROP TABLE {Database.Name("webhook_events")}");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await receiver.DeliverAsync("""{"event_id":"PRIVATE2","data":{"PRIVATE":true}}"""));

            Assert.NotEmpty(receiver.Log);
            Assert.All(receiver.Log, line => Assert.DoesNotContain("PRIVATE", line, StringComparison.Ordinal));
            Assert.All(receiver.Log, line => Assert.DoesNotContain(Receiver.Secret, line, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("PRIVATE", Encoding.UTF8.GetString(receiver.Metrics.ToText()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ATableThatWasDroppedIsMadeAgainForTheNextTry()
    {
        using var receiver = new Receiver(Database);
        Database.Query($"DROP TABLE {Database.Name("webhook_events")}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await receiver.DeliverAsync(Receiver.Event(1)));
        Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(Receiver.Event(1)));
        Assert.Equal(["1"], Database.Rows("webhook_events", "csid"));
    }

    [Fact]
    public async Task UnknownNamesAreOneLabel()
    {
        using var receiver = new Receiver(Database);
        for (var i = 0; i < 5; i++)
        {
            await receiver.DeliverAsync(Receiver.Event(i, $"NEW_{i}"));
        }

        await receiver.DeliverAsync("""{"event_id":"x"}""");
        await receiver.DeliverAsync("""{"event_id":"forged"}""", secret: new string('a', 64));
        var text = Encoding.UTF8.GetString(receiver.Metrics.ToText());
        Assert.Contains("dixa_webhook_events_total{event=\"other\",outcome=\"stored\"} 6\n", text, StringComparison.Ordinal);
        Assert.Contains("dixa_webhook_events_total{event=\"\",outcome=\"unsigned\"} 1\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NEW_", text, StringComparison.Ordinal);
        Assert.Equal(["NEW_0", "NEW_1", "NEW_2", "NEW_3", "NEW_4", "null"], Database.Rows("webhook_events", "coalesce(event_fqn, 'null')"));
    }

    [Fact]
    public async Task ReadinessIsTheDatabaseAndTheLastSuccess()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        using var receiver = new Receiver(Database, clock);

        // A process that has just started has as long for its first run.
        Assert.Equal((HttpStatusCode.OK, "ready"), await GetAsync(receiver, "/readyz"));
        clock.Advance(TimeSpan.FromMinutes(46));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "No run has succeeded yet."), await GetAsync(receiver, "/readyz"));

        using (var store = Database.Store())
        {
            var run = Stores.RunId.New(clock.GetUtcNow());
            store.Begin(run, null, null, clock.GetUtcNow());
            store.End(run, new Stores.RunEnd("succeeded", clock.GetUtcNow(), null, null));
        }

        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((HttpStatusCode.OK, "ready"), await GetAsync(receiver, "/readyz"));
        clock.Advance(TimeSpan.FromMinutes(45));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The last run that succeeded ended at 2026-01-02 03:50:05 UTC."), await GetAsync(receiver, "/readyz"));
        Assert.Equal((HttpStatusCode.OK, "alive"), await GetAsync(receiver, "/healthz"));
    }

    [Fact]
    public async Task WhatIsUnderWayIsAnsweredWhenItStops()
    {
        using var stop = new CancellationTokenSource();
        using var receiver = new Receiver(Database, stop: stop.Token);
        var body = Encoding.UTF8.GetBytes(Receiver.Event(1));
        using var client = await receiver.ConnectAsync();
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /webhooks/dixa HTTP/1.1\r\nHost: a\r\nX-DIXA-SIGNATURE: {receiver.Sign(body)}\r\nContent-Length: {body.Length}\r\n\r\n"), Ct);
        await stream.WriteAsync(body.AsMemory(0, 10), Ct);
        await UntilAsync(() => receiver.UnderWay == 1);
        await stop.CancelAsync();
        await stream.WriteAsync(body.AsMemory(10), Ct);

        Assert.Equal("HTTP/1.1 200 OK", await Receiver.HearAsync(stream));
        Assert.Equal(["1"], Database.Rows("webhook_events", "csid"));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => receiver.DeliverAsync(Receiver.Event(2)));
    }

    protected static async Task<(HttpStatusCode Status, string Text)> GetAsync(Receiver receiver, string path)
    {
        using var answer = await receiver.Client.GetAsync(new Uri(path, UriKind.Relative), Ct);
        return (answer.StatusCode, (await answer.Content.ReadAsStringAsync(Ct)).Trim());
    }

    protected static async Task UntilAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 6000, "It did not come to that.");
            await Task.Delay(10, Ct);
        }
    }
}
