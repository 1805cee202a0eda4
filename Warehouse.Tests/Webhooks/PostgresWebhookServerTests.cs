using System.Net;
using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Webhooks;

public sealed class PostgresWebhookServerTests(PostgresCluster cluster) : WebhookServerTests
{
    protected override Database Database { get; } = new PostgresDatabase(cluster);

    [Fact]
    public async Task AServerThatIsAwayIsA503AndBackAgainA200()
    {
        using var own = new PostgresCluster();
        using var database = new PostgresDatabase(own);
        using var receiver = new Receiver(database);
        Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(Receiver.Event(1)));
        Assert.Equal((HttpStatusCode.OK, "ready"), await GetAsync(receiver, "/readyz"));

        own.Down();
        for (var i = 2; i < 6; i++)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await receiver.DeliverAsync(Receiver.Event(i)));
        }

        using var asked = new Receiver(database);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The database can't be reached."), await GetAsync(asked, "/readyz"));
        Assert.Equal((HttpStatusCode.OK, "alive"), await GetAsync(asked, "/healthz"));

        own.Up();
        await AgainAsync(() => receiver.DeliverAsync(Receiver.Event(2)));
        Assert.Equal(["1", "2"], database.Rows("webhook_events", "csid"));
    }

    [Fact]
    public async Task AReceiverThatStartsBeforeItsDatabaseTakesEventsOnceItIsThere()
    {
        using var own = new PostgresCluster();
        using var database = new PostgresDatabase(own);
        own.Down();
        using var receiver = new Receiver(database);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await receiver.DeliverAsync(Receiver.Event(1)));

        own.Up();
        await AgainAsync(() => receiver.DeliverAsync(Receiver.Event(1)));
        Assert.Equal(["1"], database.Rows("webhook_events", "csid"));
    }

    [Fact]
    public async Task AConnectionThatIsCutCostsNoMoreThanOneAnswer()
    {
        using var receiver = new Receiver(Database);
        Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(Receiver.Event(1)));
        Database.Query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '" + Database.Schema + "'");

        await AgainAsync(() => receiver.DeliverAsync(Receiver.Event(2)));
        Assert.Equal(["1", "2"], Database.Rows("webhook_events", "csid"));
    }

    /// <summary>As Dixa does.</summary>
    private static async Task AgainAsync(Func<Task<HttpStatusCode>> deliver)
    {
        for (var tries = 0; await deliver() != HttpStatusCode.OK; tries++)
        {
            Assert.True(tries < 300, "It was never answered with 200.");
            await Task.Delay(100, Ct);
        }
    }
}
