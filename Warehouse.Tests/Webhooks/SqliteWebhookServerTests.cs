using System.Net;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Hosting;
using Microsoft.Data.Sqlite;

namespace Dixa.Warehouse.Webhooks;

public sealed class SqliteWebhookServerTests : WebhookServerTests
{
    protected override Database Database { get; } = new SqliteDatabase();

    private SqliteDatabase File => (SqliteDatabase)Database;

    /// <summary>A run's transaction holds the file's one lock. Events wait for their turn, and are answered when they have had it.</summary>
    [Fact]
    public async Task AnEventWaitsForTheTransactionOfARun()
    {
        using var receiver = new Receiver(Database);
        using var run = await RunningTransaction.BeginAsync(File.Path);
        var deliveries = Enumerable.Range(0, 20).Select(i => receiver.DeliverAsync(Receiver.Event(i))).ToList();
        await UntilAsync(() => run.Waiting == 1);
        Assert.All(deliveries, delivery => Assert.False(delivery.IsCompleted));

        run.End();
        Assert.All(await Task.WhenAll(deliveries), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(["20"], Database.Rows("webhook_events", "count(*)"));
    }

    /// <summary>One that takes too long: the sender is told to come again, and is known then if the event has been committed meanwhile.</summary>
    [Fact]
    public async Task AnEventThatWaitsTooLongIsSentAgain()
    {
        using var receiver = new Receiver(Database, limits: new WebhookLimits { CommitTimeout = TimeSpan.FromMilliseconds(50) });
        using var run = await RunningTransaction.BeginAsync(File.Path);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await receiver.DeliverAsync(Receiver.Event(1)));

        run.End();
        await UntilAsync(() => Database.Rows("webhook_events", "count(*)")[0] == "1");
        Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(Receiver.Event(1)));
        Assert.Equal(["1"], Database.Rows("webhook_events", "count(*)"));
    }

    [Fact]
    public async Task TooManyThatWaitAreRefusedAtOnce()
    {
        using var receiver = new Receiver(Database, limits: new WebhookLimits { WaitingEvents = 5 });
        using var run = await RunningTransaction.BeginAsync(File.Path);
        var first = receiver.DeliverAsync(Receiver.Event(0));
        await UntilAsync(() => run.Waiting == 1);
        var waiting = Enumerable.Range(1, 5).Select(i => receiver.DeliverAsync(Receiver.Event(i))).ToList();
        await UntilAsync(() => receiver.WaitingEvents == 5);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await receiver.DeliverAsync(Receiver.Event(6)));

        run.End();
        Assert.All(await Task.WhenAll(waiting.Append(first)), status => Assert.Equal(HttpStatusCode.OK, status));
    }

    /// <summary>Another program's lock, which knows nothing of turns.</summary>
    [Fact]
    public async Task ALockOfAnotherProgramIsWaitedFor()
    {
        using var receiver = new Receiver(Database);
        using var blocker = new SqliteConnection($"Data Source={File.Path};Pooling=False");
        await blocker.OpenAsync(Ct);
        using (var command = blocker.CreateCommand())
        {
            command.CommandText = "BEGIN IMMEDIATE";
            await command.ExecuteNonQueryAsync(Ct);
        }

        var delivery = receiver.DeliverAsync(Receiver.Event(1));
        var first = await Task.WhenAny(delivery, Task.Delay(200, Ct));
        Assert.NotSame(delivery, first);
        await blocker.CloseAsync();
        Assert.Equal(HttpStatusCode.OK, await delivery);
    }

    [Fact]
    public async Task AFileThatIsMovedAwayIsNoPlaceToKeepAnything()
    {
        using var receiver = new Receiver(Database);
        Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(Receiver.Event(1)));
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(File.Path)!, "test.db*"))
        {
            System.IO.File.Move(file, $"{file}.moved");
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await receiver.DeliverAsync(Receiver.Event(2)));
        Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(Receiver.Event(2)));
        Assert.Equal(["2"], Database.Rows("webhook_events", "csid"));
    }

    [Fact]
    public void AnAddressThatIsTakenIsAClearError()
    {
        using var receiver = new Receiver(Database);
        var error = Assert.Throws<WarehouseException>(() => new Receiver(Database, address: new ListenAddress(IPAddress.Loopback, receiver.Port)));
        Assert.Equal(FailureKind.Configuration, error.Kind);
        Assert.Contains($"Nothing can listen on 127.0.0.1:{receiver.Port}", error.Message, StringComparison.Ordinal);
    }
}
