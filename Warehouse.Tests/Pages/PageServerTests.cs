using System.Net;
using Dixa.Connector.Harness;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Views;

namespace Dixa.Warehouse.Pages;

/// <summary>The page over HTTP: what is answered when, and how viewers hear that there is something new. One suite for both databases.</summary>
public abstract class PageServerTests : IDisposable
{
    private static CancellationToken Over => TestContext.Current.CancellationToken;

    protected abstract Database Database { get; }

    public void Dispose() => Database.Dispose();

    [Fact]
    public async Task ADatabaseThatIsNotThereYetIsSaidAndThenShown()
    {
        using var page = new Served(Database);
        using (var answer = await page.AskAsync())
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains("No numbers yet", await answer.Content.ReadAsStringAsync(Over), StringComparison.Ordinal);
        }

        SomeDesk.Fill(Database).Refresh(SomeDesk.Now);
        while (await page.StatusAsync() != HttpStatusCode.OK)
        {
            await Task.Delay(20, Over);
        }
    }

    [Fact]
    public async Task AnEmptyOrganisationIsSaidToo()
    {
        new Desk(Database).Conversation(1, "2026-05-04T10:00:00Z").Load().Refresh(SomeDesk.Now);
        Database.Query($"DELETE FROM {Database.Name("conversations")}");
        new Desk(Database).Refresh(SomeDesk.Now);
        using var page = new Served(Database);

        Assert.Contains("No conversations yet", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ViewersHearWhenThereIsSomethingNew()
    {
        var desk = SomeDesk.Fill(Database);
        desk.Refresh(SomeDesk.Now);
        using var page = new Served(Database);
        await page.TextAsync();
        using var answer = await page.AskAsync("/events");
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync(Over));
        var first = await VersionAsync(events);
        Assert.Contains($"data-version=\"{first}\"", await page.TextAsync(), StringComparison.Ordinal);

        desk.Conversation(6, "2026-05-06T12:10:00Z").Load().Refresh("2026-05-06T12:15:00Z");

        // The end of the run is one thing that is new, the refresh of the views another. The page may be ahead of what was heard.
        var versions = new List<string> { first };
        string text;
        do
        {
            versions.Add(await VersionAsync(events));
            text = await page.TextAsync();
        }
        while (!text.Contains("6 May 2026, 12:15", StringComparison.Ordinal) || !text.Contains($"data-version=\"{versions[^1]}\"", StringComparison.Ordinal));

        Assert.Equal(versions.Distinct(), versions);
    }

    [Fact]
    public async Task EventsEndWhenTheServerStops()
    {
        using var page = new Served(Database);
        using var answer = await page.AskAsync("/events");
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync(Over));
        await VersionAsync(events);
        page.Stop();

        Assert.Equal("", (await events.ReadToEndAsync(Over)).Trim());
    }

    [Fact]
    public async Task AFormsEmptyFieldsAreLeftOutOfTheAddress()
    {
        SomeDesk.Fill(Database).Refresh(SomeDesk.Now);
        using var page = new Served(Database);
        using var answer = await page.AskAsync("/?range=7&from=&to=&queue=q1&channel=");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("./?range=7&queue=q1", answer.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, await page.StatusAsync("/?range=7&queue=q1"));
    }

    [Fact]
    public async Task OldNumbersAreSaidToBeOld()
    {
        SomeDesk.Fill(Database).Refresh(SomeDesk.Now);
        using var fresh = new Served(Database, time: new ManualClock(DateTimeOffset.Parse("2026-05-06T13:00:00Z", null)));
        using var old = new Served(Database, time: new ManualClock(DateTimeOffset.Parse("2026-05-09T12:30:00Z", null)));

        Assert.DoesNotContain("class=\"notice\"", await fresh.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("These numbers are 3 d old", await old.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheLastRunIsSaid()
    {
        SomeDesk.Fill(Database).Refresh(SomeDesk.Now);
        using var page = new Served(Database, time: new ManualClock(DateTimeOffset.Parse(SomeDesk.Now, null)));
        Assert.Contains("The last sync ended", await page.TextAsync(), StringComparison.Ordinal);
        Database.Query($"UPDATE {Database.Name("_sync_runs")} SET status = 'failed', ended_at = '2030-01-01T00:00:00Z'");
        while (!(await page.TextAsync()).Contains("The last sync failed, so some of the numbers may be older", StringComparison.Ordinal))
        {
            await Task.Delay(20, Over);
        }
    }

    [Fact]
    public async Task ViewsOfAnotherVersionAreSaid()
    {
        SomeDesk.Fill(Database).Refresh(SomeDesk.Now);
        Database.Query($"ALTER TABLE {Database.Name("_conversation_facts")} RENAME COLUMN is_abandoned TO was_abandoned");
        using var page = new Served(Database);

        Assert.Contains("dixa-warehouse views", await page.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> VersionAsync(StreamReader events)
    {
        while (true)
        {
            var line = await events.ReadLineAsync(Over) ?? throw new InvalidOperationException("The events have ended.");
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return line["data: ".Length..];
            }
        }
    }
}

public sealed class SqlitePageServerTests : PageServerTests
{
    protected override Database Database { get; } = new SqliteDatabase();
}

public sealed class PostgresPageServerTests(PostgresCluster cluster) : PageServerTests
{
    protected override Database Database { get; } = new PostgresDatabase(cluster);
}
