using System.Text.Json.Nodes;
using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Views;

/// <summary>How views come about, and stand in nobody's way. One suite for both databases.</summary>
public abstract class ViewTests : IDisposable
{
    private const string Now = "2026-05-06T12:00:00Z";

    protected abstract Database Database { get; }

    protected Desk Desk => field ??= new Desk(Database);

    public void Dispose() => Database.Dispose();

    [Fact]
    public void WithoutConversationsThereIsNothingToShow()
    {
        using var views = Configuration.StoreFactory.Views(Database.Config());
        Database.Store().Dispose();

        Assert.Null(new ViewRefresh(views, new ViewSettings(), DateTimeOffset.UnixEpoch).Run());
        Assert.DoesNotContain("_views", Tables());
    }

    /// <remarks>Conversations alone: what the other streams would tell is NULL, and each view can be read.</remarks>
    [Fact]
    public void AStreamThatWasNeverReadLeavesNull()
    {
        var report = Desk.Conversation(1, "2026-05-04T10:00:00Z", Closed).Load().Refresh(Now);

        Assert.Equal("3600|null|null|null|null|null", Desk.Facts(1, "resolution_seconds, first_response_seconds, resolution_business_seconds, replies, reopenings, is_one_touch"));
        Assert.Equal(3, report.Warnings.Count(warning => warning.Contains("was never read", StringComparison.Ordinal)));
        foreach (var view in ViewScripts.Views(Database.IsPostgres ? "Postgres" : "Sqlite").Keys)
        {
            Database.Query($"SELECT * FROM {Database.Name(view)}");
        }
    }

    [Fact]
    public void AStreamThatIsReadLaterFillsIn()
    {
        Desk.Conversation(1, "2026-05-04T10:00:00Z", Closed).Load().Refresh(Now);
        Desk.Message(1, "2026-05-04T10:30:00Z").Event(1, "2026-05-04T10:05:00Z", "TransferSuccessful").Office().Load().Refresh(Now);

        Assert.Equal("1800|1800|1|1", Desk.Facts(1, "first_response_seconds, first_response_business_seconds, replies, transfers"));
    }

    /// <remarks>PostgreSQL refuses to change the type of a column that a view reads. No view that lasts reads a column of a stream.</remarks>
    [Fact]
    public void AColumnCanBeWidenedWhileThereAreViews()
    {
        Desk.Conversation(1, "2026-05-04T10:00:00Z", Closed).Load().Refresh(Now);
        var wider = Desk.Stream("conversations").Replace("\"closed_at\":{\"type\":[\"null\",\"integer\"]", "\"closed_at\":{\"type\":[\"null\",\"string\"]", StringComparison.Ordinal);
        Assert.NotEqual(Desk.Stream("conversations"), wider);
        Written.To(Database, Some.Catalog(wider), Some.Record("conversations", """{"id":2,"created_at":1777888800000,"updated_at":1777888800000,"status":"closed","closed_at":"1777892400000"}"""), Some.State("conversations")).Succeeded();
        Desk.Refresh(Now);

        Assert.Equal(["1|3600", "2|3600"], Desk.Ask("conversation_facts", "conversation_id, resolution_seconds"));
    }

    /// <remarks>What a database has from an earlier version: a view with other columns, a table with other columns, and a view that is no more.</remarks>
    [Fact]
    public void WhatAnotherVersionMadeIsMadeAnew()
    {
        Desk.Conversation(1, "2026-05-04T10:00:00Z", Closed).Load().Refresh(Now);
        Database.Run($"DROP VIEW {Database.Name("daily_volume")}");
        Database.Run($"CREATE VIEW {Database.Name("daily_volume")} AS SELECT 1 AS other, 2 AS day");
        Database.Run($"CREATE VIEW {Database.Name("former_view")} AS SELECT 1 AS one");
        Database.Run($"UPDATE {Database.Name("_views")} SET definition = 'of an earlier version' WHERE name IN ('daily_volume', '_tables')");
        Database.Run($"INSERT INTO {Database.Name("_views")} (name, definition) VALUES ('former_view', 'x')");
        Database.Run($"INSERT INTO {Database.Name("sla_targets")} (measure, target_seconds) VALUES ('resolution', 7200)");
        Desk.Refresh(Now);

        Assert.Equal(["email|1|1"], Desk.Ask("daily_volume", "channel, created, closed"));
        Assert.Equal(["1|0"], Desk.Ask("sla_attainment", "met, missed"));
        Assert.DoesNotContain("former_view", Tables());
    }

    /// <remarks>After each step the tables that were brought up to date equal those that are computed from nothing.</remarks>
    [Fact]
    public void BringingUpToDateGivesWhatComputingAnewGives()
    {
        Desk.Office().Conversation(1, "2026-05-04T10:00:00Z", Closed).Conversation(2, "2026-05-04T11:00:00Z").Conversation(3, "2026-05-05T11:00:00Z").Message(2, "2026-05-04T12:00:00Z").Event(1, "2026-05-04T10:10:00Z", "ConversationClosed").Load().Refresh(Now);
        Age();
        Assert.Equal(0, Desk.Refresh(Now).Computed);

        // A message of one, a closing of another, a new one, and one that is gone.
        Desk.Message(1, "2026-05-04T10:20:00Z").Conversation(2, "2026-05-04T11:00:00Z", Closed).Conversation(4, "2026-05-06T09:00:00Z", new JsonObject { ["tags"] = new JsonArray("refund"), ["queue_id"] = "q", ["queue_name"] = "Q" })
            .Event(3, "2026-05-06T10:00:00Z", "ConversationAssigned", new JsonObject { ["agentId"] = "mads" }).Load();
        Database.Run($"DELETE FROM {Database.Name("conversations")} WHERE id = 3");
        var report = Desk.Refresh(Now);
        Assert.Equal((3, 3), (report.Conversations, report.Computed));
        AssertSameAsAnew();

        // One that is older than all days that there are.
        Age();
        Desk.Conversation(5, "2024-12-31T23:59:00Z").Load().Refresh(Now);
        AssertSameAsAnew();
    }

    [Fact]
    public void AReaderSeesWhatWasBeforeOrAllThatIsNew()
    {
        Desk.Conversation(1, "2026-05-04T10:00:00Z").Load().Refresh(Now);
        Desk.Conversation(2, "2026-05-04T10:00:00Z").Load();
        using var views = Configuration.StoreFactory.Views(Database.Config());
        var seen = new List<string>();
        views.Commit(() =>
        {
            // The same work by another path: in the middle of it a reader asks.
            views.Execute("DELETE FROM _conversation_facts");
            seen.AddRange(Desk.Ask("conversation_facts", "conversation_id"));
            views.Execute("INSERT INTO _conversation_facts (conversation_id) VALUES (7)");
            seen.AddRange(Desk.Ask("conversation_facts", "conversation_id"));
        });

        Assert.Equal(["1", "1"], seen);
        Assert.Equal(["7"], Desk.Ask("conversation_facts", "conversation_id"));
    }

    [Fact]
    public void RowsThatAreMarkedAsDeletedAreNotCounted()
    {
        Desk.Conversation(1, "2026-05-04T10:00:00Z").Conversation(2, "2026-05-04T10:00:00Z").Load();
        Database.Run($"ALTER TABLE {Database.Name("conversations")} ADD COLUMN _deleted_at {(Database.IsPostgres ? "timestamptz" : "timestamptz_text")}");
        Database.Run($"UPDATE {Database.Name("conversations")} SET _deleted_at = '2026-05-05T00:00:00.000Z' WHERE id = 2");
        Desk.Refresh(Now);

        Assert.Equal(["1"], Desk.Ask("conversation_facts", "conversation_id"));
    }

    [Fact]
    public void AScheduleIsChosenOrNoneCounts()
    {
        Desk.Office().Schedule("night", "Night ", "America/New_York", [Desk.Hours(null, "20:00", "04:00")]).Schedule("unused", "Unused", "Etc/UTC", [])
            .Conversation(1, "2026-05-04T08:00:00Z", new JsonObject { ["queue_id"] = "q", ["queue_name"] = "Q" }).Message(1, "2026-05-04T10:00:00Z").Add("queues", new JsonObject { ["id"] = "q", ["name"] = "Hotline " }).Load();
        var report = Desk.Refresh(Now);
        Assert.Equal("null", Desk.Facts(1, "first_response_business_seconds"));
        Assert.Contains(report.Warnings, warning => warning.StartsWith("There are several schedules: Night, Office.", StringComparison.Ordinal));
        Assert.Equal("UTC", report.TimeZone);

        report = Desk.Refresh(Now, businessHours: "Office");
        Assert.Equal("7200|Office", Desk.Facts(1, "first_response_business_seconds, business_hours"));
        Assert.Equal("Europe/Copenhagen", report.TimeZone);

        // 20:00 to 04:00 in New York is until 08:00 UTC: nothing of it is open from then on. By name the queue has its own.
        Database.Run($"INSERT INTO {Database.Name("queue_schedules")} (queue, schedule) VALUES ('Hotline', 'night')");
        Desk.Refresh(Now, businessHours: "Office");
        Assert.Equal("0|Night ", Desk.Facts(1, "first_response_business_seconds, business_hours"));

        Assert.Contains("names a schedule Nobody", string.Join(' ', Desk.Refresh(Now, businessHours: "Nobody").Warnings), StringComparison.Ordinal);
        Assert.Contains("IANA", Assert.Throws<WarehouseException>(() => Desk.Refresh(Now, "Copenhagen")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhenViewsWereLastRefreshedStandsInATable()
    {
        Desk.Conversation(1, "2026-05-04T10:00:00Z").Load().Refresh(Now);
        Desk.Refresh("2026-05-06T13:00:00Z", "Europe/Copenhagen");

        var refreshed = Database.Query($"SELECT name, refreshed_at FROM {Database.Name("_views")}");
        Assert.All(refreshed, row => Assert.Contains("13:00:00", row, StringComparison.Ordinal));
        Assert.Contains(refreshed, row => row.StartsWith("conversation_facts|", StringComparison.Ordinal));
        Assert.Equal(["Europe/Copenhagen"], Database.Rows("_views_state", "timezone"));
    }

    protected static JsonObject Closed => new() { ["status"] = "closed", ["closed_at"] = "2026-05-04T11:00:00Z", ["updated_at"] = "2026-05-04T12:00:00Z" };

    /// <summary>All rows were written long ago, so that a refresh does not look at them again.</summary>
    private void Age()
    {
        foreach (var table in new[] { "conversations", "messages", "activity_logs" })
        {
            Database.Run($"UPDATE {Database.Name(table)} SET _loaded_at = '2026-01-01T00:00:00.000Z'");
        }
    }

    private void AssertSameAsAnew()
    {
        var kept = Dump();
        Database.Run($"UPDATE {Database.Name("_views_state")} SET signature = 'other'");
        Desk.Refresh(Now);
        Assert.Equal(Dump(), kept);
    }

    private List<string> Dump() =>
    [
        .. new[] { "_conversation_facts", "_conversation_details", "_open_spans", "_agent_events", "_assignments", "_replies", "_ratings", "_reasons" }
            .SelectMany(table => Database.Query($"SELECT * FROM {Database.Name(table)}").Select(row => $"{table}: {row}").Order(StringComparer.Ordinal)),
    ];

    private IReadOnlyList<string> Tables() => Database.Query(Database.IsPostgres
        ? $"SELECT relname::text FROM pg_class JOIN pg_namespace AS n ON n.oid = relnamespace WHERE nspname = '{Database.Schema}'"
        : "SELECT name FROM sqlite_master");
}
