using System.Text.RegularExpressions;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Pages.Data;
using Dixa.Warehouse.Pages.Numbers;
using Dixa.Warehouse.Pages.Parts;
using Dixa.Warehouse.Views;

namespace Dixa.Warehouse.Pages;

/// <summary>What stands on the page of a small desk. One suite for both databases.</summary>
public abstract partial class PageViewTests : IDisposable
{
    private const string Hostile = "</title></script><img src=x onerror=alert(1)>'\"`&lt;\u202E";

    protected abstract Database Database { get; }

    public void Dispose() => Database.Dispose();

    [Fact]
    public void TheDayStandsAtTheTop()
    {
        var tiles = Tiles(Page());

        // Open: 1 to 4; a week ago, at the end of the day, only 1. Nobody has 3.
        Assert.Equal("4: +3 on last Wednesday, 1 with nobody", tiles["Open now"]);

        // 4 since yesterday at noon, 3 for half an hour.
        Assert.Equal("24 h: 2 customers wait for a first reply", tiles["Waiting longest"]);
        Assert.Equal("5 min: median of 1; last Wednesday by now 10 min of 1", tiles["First response"]);
        Assert.Equal("5.00: 100 % satisfied of 1 answer; the 7 days before –", tiles["Satisfaction, 7 days"]);
        Assert.Equal("2: +1 on last Wednesday by now; 0 closed", tiles["New today"]);
    }

    [Theory]
    [InlineData("?queue=-", "1: +1 on last Wednesday, 1 with nobody")]
    [InlineData("?queue=q1", "3: +2 on last Wednesday, 0 with nobody")]
    [InlineData("?team=Night", "3: +2 on last Wednesday, 0 with nobody")]
    [InlineData("?team=-", "1: +1 on last Wednesday, 1 with nobody")]
    [InlineData("?agent=a1", "3: +2 on last Wednesday, 0 with nobody")]
    [InlineData("?channel=email&direction=inbound", "3: +2 on last Wednesday, 0 with nobody")]
    [InlineData("?direction=outbound", "0: ±0 on last Wednesday, 0 with nobody")]
    [InlineData("?queue=unheard-of", "0: ±0 on last Wednesday, 0 with nobody")]
    public void AFilterLeavesOutTheRest(string query, string open) => Assert.Equal(open, Tiles(Page(query))["Open now"]);

    /// <remarks>At 11:00 of last Wednesday nobody had written yet: what came later that day doesn't count.</remarks>
    [Fact]
    public void LastWeekIsCountedUntilTheSameTime()
    {
        SomeDesk.Fill(Database).Refresh("2026-05-06T09:59:00Z");

        Assert.Equal("5 min: median of 1; last Wednesday by now none", Tiles(Draw(Read()))["First response"]);
    }

    [Fact]
    public void EveryFormFieldShowsWhatIsAskedFor()
    {
        var page = Page("?range=custom&from=2026-05-01&to=2026-05-06&queue=q1&team=Night&agent=a1&channel=email&direction=inbound");

        Assert.Equal(["custom", "q1", "email", "inbound", "Night", "a1"], Selected().Matches(page).Select(match => match.Groups[1].Value));
        Assert.Contains("name=\"from\" value=\"2026-05-01\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"to\" value=\"2026-05-06\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void AFilterForWhatIsGoneStaysVisible() => Assert.Contains("<option value=\"gone\" selected>gone</option>", Page("?queue=gone"), StringComparison.Ordinal);

    /// <remarks>The tags of both pages are the same, one after the other: no value has become markup anywhere.</remarks>
    [Fact]
    public void NamesThatLookLikeMarkupAreNames()
    {
        using var other = new SqliteDatabase();
        SomeDesk.Fill(other).Refresh(SomeDesk.Now);
        var friendly = Draw(Read(other));
        SomeDesk.Fill(Database, name => $"{name}{Hostile}").Refresh(SomeDesk.Now);
        var hostile = Draw(Read(), "", $"notice {Hostile}").Replace($"""<p class="notice">{Written("notice ")}</p>""", "", StringComparison.Ordinal);

        Assert.Equal(Skeleton(friendly), Skeleton(hostile));
        Assert.DoesNotContain("<img", hostile, StringComparison.Ordinal);
        foreach (var name in new[] { "Billing", "Mads", "Night", "email", "late", "q1", "a1" })
        {
            Assert.Contains(Written(name), hostile, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheTimeZoneAndTheTimeOfTheNumbersAreSaid()
    {
        SomeDesk.Fill(Database).Refresh(SomeDesk.Now, "Europe/Copenhagen");
        var text = TextOf(Draw(Read()));

        Assert.Contains("Wednesday 6 May 2026, 14:00. Europe/Copenhagen time", text, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryChartHasItsTableBesideIt()
    {
        var page = Page();

        Assert.Equal(5, Count(page, "<figure>"));
        Assert.Equal(5, Count(page, "role=\"img\""));
        Assert.All(page.Split("<figure>").Skip(1), figure => Assert.Contains("<table>", figure.Split("</figure>")[0], StringComparison.Ordinal));
    }

    [Fact]
    public void BusinessHoursAreOfferedWhereThereAreSome()
    {
        Assert.DoesNotContain("name=\"hours\"", Page(), StringComparison.Ordinal);
        new Desk(Database).Office().Load().Refresh(SomeDesk.Now);

        Assert.Contains("name=\"hours\"", Draw(Read()), StringComparison.Ordinal);

        // Of 2: 11:00 to 11:05 UTC is within the office's hours.
        Assert.StartsWith("5 min: median of 1, business hours", Tiles(Draw(Read(), "?hours=business"))["First response"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INSERT INTO _queues (queue_id) VALUES ('x')")]
    [InlineData("DELETE FROM conversations")]
    [InlineData("CREATE TABLE mine (id integer)")]
    [InlineData("DROP VIEW daily_volume")]
    public void TheConnectionCanOnlyRead(string statement)
    {
        SomeDesk.Fill(Database).Refresh(SomeDesk.Now);
        using var database = StoreFactory.Page(Database.Config());

        Assert.ThrowsAny<Exception>(() => database.Read(each =>
        {
            each.Execute(statement);
            return true;
        }));
        Assert.Equal(5, Read().Conversations.Count);
    }

    [Fact]
    public void ADatabaseWithoutViewsSaysWhatToDo()
    {
        Database.Store().Dispose();
        using var database = StoreFactory.Page(Database.Config());
        var problem = PageProblem.Of(Assert.Throws<MissingTablesException>(() => database.Read(SnapshotReader.Read)));

        Assert.Contains("Run dixa-warehouse sync", EmptyPage.Draw(problem).ToString(), StringComparison.Ordinal);
    }

    protected string Page(string query = "")
    {
        SomeDesk.Fill(Database).Refresh(SomeDesk.Now);
        return Draw(Read(), query);
    }

    protected Snapshot Read() => Read(Database);

    private static Snapshot Read(Database from)
    {
        using var database = StoreFactory.Page(from.Config());
        return database.Read(SnapshotReader.Read)!;
    }

    private static string Draw(Snapshot snapshot, string query = "", params string[] notices) => PageView.Draw(snapshot, snapshot.Freshness, PageQuery.Parse(query), notices).ToString();

    private static Dictionary<string, string> Tiles(string page) =>
        Tile().Matches(page).ToDictionary(match => match.Groups[1].Value, match => $"{match.Groups[2].Value}: {match.Groups[3].Value}");

    private static string Written(string name) => Markup.Html.Of($"{name}{Hostile}").ToString();

    /// <summary>The tags and the names of their attributes, without what stands between and within.</summary>
    private static string[] Skeleton(string page) => [.. Tag().Matches(page).Select(match => Value().Replace(match.Value, "\"\""))];

    private static string TextOf(string page) => Space().Replace(Tag().Replace(page, ""), " ");

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("""<li class="tile"><h3>(.*?)</h3><p class="value">(.*?)</p><p class="more">(.*?)</p></li>""")]
    private static partial Regex Tile();

    [GeneratedRegex("""<option value="([^"]+)" selected>""")]
    private static partial Regex Selected();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Value();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}

public sealed class SqlitePageViewTests : PageViewTests
{
    protected override Database Database { get; } = new SqliteDatabase();
}

public sealed class PostgresPageViewTests(PostgresCluster cluster) : PageViewTests
{
    protected override Database Database { get; } = new PostgresDatabase(cluster);
}
