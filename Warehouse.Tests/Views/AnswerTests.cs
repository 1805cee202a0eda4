using System.Text.Json.Nodes;
using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Views;

/// <summary>Cases whose numbers were worked out by hand. One suite for both databases.</summary>
public abstract class AnswerTests : IDisposable
{
    private const string BusinessAnswer = "first_response_seconds, first_response_business_seconds";

    protected abstract Database Database { get; }

    private Desk Desk => field ??= new Desk(Database);

    public void Dispose() => Database.Dispose();

    /// <remarks>
    /// Copenhagen goes from UTC+1 to UTC+2 on Sunday, 29 March 2026, at 02:00. Asked on Friday at 15:00 local time, which is 14:00 UTC; answered on Monday at
    /// 09:00, which is 07:00 UTC. By the calendar that is 2 days and 17 hours, not 18: 65 × 3600 = 234000. Open were 15:00 to 16:00 and 08:00 to 09:00: 7200.
    /// </remarks>
    [Fact]
    public void TheChangeToSummerTimeTakesAnHourFromTheCalendarAndNoneFromBusinessHours()
    {
        Desk.Office().Conversation(1, "2026-03-27T14:00:00Z").Message(1, "2026-03-30T07:00:00Z").Load().Refresh("2026-04-01T12:00:00Z");

        Assert.Equal("234000|7200", Desk.Facts(1, BusinessAnswer));
    }

    /// <remarks>The clock shows 02:00 to 03:00 twice on 25 October 2026. From 23:00 UTC on the 24th (01:00 local) to 03:00 UTC (04:00 local) pass four hours, and the schedule is open all the time.</remarks>
    [Fact]
    public void TheHourThatComesTwiceCountsTwice()
    {
        Desk.Schedule("always", "Always", "Europe/Copenhagen", [Desk.Hours(null, "00:00", "24:00")]).Conversation(1, "2026-10-24T23:00:00Z").Message(1, "2026-10-25T03:00:00Z").Load().Refresh("2026-10-26T12:00:00Z");

        Assert.Equal("14400|14400", Desk.Facts(1, BusinessAnswer));
    }

    /// <remarks>
    /// Wednesday, 24 December, is closed. Asked on Tuesday at 15:30 (14:30 UTC), answered on the holiday at 10:00 (09:00 UTC): by then it was open from 15:30 to
    /// 16:00, 1800. The second one is answered on Thursday at 08:10 (07:10 UTC): 1800 + 600.
    /// </remarks>
    [Fact]
    public void AReplyOnAHolidayCountsWhatWasOpenBefore()
    {
        Desk.Office(Desk.Exception("2025-12-24")).Conversation(1, "2025-12-23T14:30:00Z").Message(1, "2025-12-24T09:00:00Z")
            .Conversation(2, "2025-12-23T14:30:00Z").Message(2, "2025-12-25T07:10:00Z").Load().Refresh("2026-01-02T12:00:00Z");

        Assert.Equal("66600|1800", Desk.Facts(1, BusinessAnswer));
        Assert.Equal("146400|2400", Desk.Facts(2, BusinessAnswer));
    }

    /// <remarks>Asked on Saturday, answered on Monday at 07:30 local time (05:30 UTC), before 08:00: no business second has passed. The next one is answered at 08:00:30.</remarks>
    [Fact]
    public void AReplyBeforeOpeningTookNoBusinessTime()
    {
        Desk.Office().Conversation(1, "2026-05-02T10:00:00Z").Message(1, "2026-05-04T05:30:00Z").Conversation(2, "2026-05-02T10:00:00Z").Message(2, "2026-05-04T06:00:30Z").Load().Refresh("2026-05-05T00:00:00Z");

        Assert.Equal("156600|0", Desk.Facts(1, BusinessAnswer));
        Assert.Equal("158430|30", Desk.Facts(2, BusinessAnswer));
    }

    /// <remarks>Automatic messages at 10:01 and inbound ones at 10:02 are no replies. The person's is at 10:05:00.999: 300 whole seconds.</remarks>
    [Fact]
    public void AutomaticMessagesAreNoReplies()
    {
        Desk.Conversation(1, "2026-05-04T10:00:00Z", new JsonObject { ["status"] = "closed", ["closed_at"] = "2026-05-04T11:00:00Z" })
            .Message(1, "2026-05-04T10:00:00Z", "inbound", author: null).Message(1, "2026-05-04T10:01:00Z", isAutomatic: true).Message(1, "2026-05-04T10:02:00Z", "inbound", author: null)
            .Message(1, "2026-05-04T10:05:00.999Z").Load().Refresh("2026-05-05T00:00:00Z");

        Assert.Equal("300|1|2|1|1", Desk.Facts(1, "first_response_seconds, replies, customer_messages, automatic_messages, is_one_touch"));
    }

    /// <remarks>
    /// Created on the 4th, closed and opened again on the 5th and on the 6th, closed at last on the 8th. Each closing and each opening counts on its day. At the
    /// end of the 4th it is open; on the 5th it is closed at 10:00 and open again at 11:00; on the 6th closed at 10:00 and open on the 7th at 09:00; on the 8th closed.
    /// </remarks>
    [Fact]
    public void AConversationThatIsReopenedTwiceIsOpenInBetween()
    {
        Desk.Conversation(1, "2026-05-04T10:00:00Z", new JsonObject { ["status"] = "closed", ["closed_at"] = "2026-05-08T10:00:00Z", ["updated_at"] = "2026-05-08T10:00:00Z" })
            .Event(1, "2026-05-05T10:00:00Z", "ConversationClosed").Event(1, "2026-05-05T11:00:00Z", "ConversationReopened")
            .Event(1, "2026-05-06T10:00:00Z", "ConversationClosed").Event(1, "2026-05-07T09:00:00Z", "ConversationReopened")
            .Event(1, "2026-05-08T10:00:00Z", "ConversationClosed").Load().Refresh("2026-05-09T12:00:00Z");

        Assert.Equal("2|86400|345600", Desk.Facts(1, "reopenings, first_resolution_seconds, resolution_seconds"));
        Assert.Equal(["2026-05-04|1|0|0", "2026-05-05|0|1|1", "2026-05-06|0|0|1", "2026-05-07|0|1|0", "2026-05-08|0|0|1"], Desk.Ask("daily_volume", $"{Day}, created, reopened, closed"));
        Assert.Equal(
            ["2026-05-04|1|1|0|0", "2026-05-05|1|0|1|0", "2026-05-06|0|0|0|0", "2026-05-07|1|0|0|1", "2026-05-08|0|0|0|0", "2026-05-09|0|0|0|0"],
            Desk.Ask("daily_backlog", $"{Day}, open, open_same_day, open_1_to_2_days, open_3_to_6_days"));
    }

    /// <remarks>The export keeps the time of the closing that did not last. Without the activity log the conversation counts as open since it began.</remarks>
    [Fact]
    public void AClosingThatTheExportKeepsDoesNotCloseAnOpenConversation()
    {
        Desk.Conversation(1, "2026-05-04T10:00:00Z", new JsonObject { ["status"] = "open", ["closed_at"] = "2026-05-04T11:00:00Z" }).Load().Refresh("2026-05-05T12:00:00Z");

        Assert.Equal("null|3600|null|null", Desk.Facts(1, "closed_at, first_resolution_seconds, resolution_seconds, reopenings"));
        Assert.Equal(["2026-05-04|1", "2026-05-05|1"], Desk.Ask("daily_backlog", $"{Day}, open"));
    }

    [Fact]
    public void AConversationWithoutAQueueIsCountedUnderNone()
    {
        Desk.Conversation(1, "2026-05-04T10:00:00Z", new JsonObject { ["status"] = "closed", ["closed_at"] = "2026-05-04T10:30:00Z" }).Message(1, "2026-05-04T10:10:00Z")
            .Conversation(2, "2026-05-04T10:00:00Z", new JsonObject { ["queue_id"] = "q", ["queue_name"] = "Orders ", ["queued_at"] = "2026-05-04T10:00:00Z" }).Load().Refresh("2026-05-04T12:00:00Z");

        Assert.Equal(["email|null|null|1|1", "email|q|Orders |1|0"], Desk.Ask("daily_volume", "channel, queue_id, queue_name, created, closed").OrderBy(row => row, StringComparer.Ordinal));
        Assert.Equal(["null|1|600|1|1800"], Desk.Ask("response_times", "queue_id, replied, median_first_response_seconds, closed, median_resolution_seconds"));
        Assert.Equal(["q|1|0|0|1"], Desk.Ask("queue_waits", "queue_id, queued, assigned, abandoned, waiting"));
    }

    /// <remarks>In Copenhagen in summer, 21:59:59.999 UTC is the last moment of the day and 22:00 UTC the first of the next one.</remarks>
    [Fact]
    public void MidnightIsTheReportingTimeZonesAndBelongsToTheNewDay()
    {
        Desk.Conversation(1, "2026-06-30T21:59:59.999Z").Conversation(2, "2026-06-30T22:00:00Z").Load().Refresh("2026-07-01T12:00:00Z", "Europe/Copenhagen");

        Assert.Equal(["2026-06-30|23", "2026-07-01|0"], Desk.Ask("conversation_facts", $"{Text("created_day")}, created_hour"));

        Desk.Refresh("2026-07-01T12:00:00Z", "Etc/UTC");
        Assert.Equal(["2026-06-30|21", "2026-06-30|22"], Desk.Ask("conversation_facts", $"{Text("created_day")}, created_hour"));
    }

    [Fact]
    public void AnAnonymisedConversationIsCountedLikeAnyOther()
    {
        Desk.Conversation(1, "2026-05-04T10:00:00Z", new JsonObject { ["status"] = "closed", ["closed_at"] = "2026-05-04T11:00:00Z", ["anonymized_at"] = "2026-08-04T10:00:00Z", ["requester_name"] = null, ["tags"] = new JsonArray("refund"), ["custom_fields"] = new JsonArray() })
            .Message(1, "2026-05-04T10:20:00Z").Load().Refresh("2026-08-05T00:00:00Z");

        Assert.Equal("1200|3600|1", Desk.Facts(1, "first_response_seconds, resolution_seconds, CASE WHEN anonymized_at IS NULL THEN 0 ELSE 1 END"));
        Assert.Equal(["2026-05-04|tag|null|refund|1"], Desk.Ask("contact_reasons", $"{Day}, kind, field, reason, conversations"));
    }

    /// <remarks>Of ten waits of 10, 20 … 100 seconds the fifth is the median and the ninth the 90th percentile: the first of which at least half, and nine tenths, are no longer.</remarks>
    [Fact]
    public void PercentilesAreValuesThatOccurred()
    {
        for (var i = 1; i <= 10; i++)
        {
            Desk.Conversation(i, "2026-05-04T10:00:00Z", new JsonObject { ["queue_id"] = "q", ["queue_name"] = "Q", ["queued_at"] = "2026-05-04T10:00:00Z", ["assigned_at"] = Desk.Ms("2026-05-04T10:00:00Z") + (i * 10_000), ["assignee_id"] = "a" });
        }

        Desk.Load().Refresh("2026-05-05T00:00:00Z");
        Assert.Equal(["10|10|50|90|100"], Desk.Ask("queue_waits", "queued, assigned, median_waiting_seconds, p90_waiting_seconds, longest_waiting_seconds"));
    }

    /// <remarks>Three were asked, two answered: with 5 and with 2. 2 / 3 is 0.667 and (5 + 2) / 2 is 3.5. Of the answers to the other question 10 promotes and 6 detracts: 0.</remarks>
    [Fact]
    public void RatingsAreCountedOnTheDayOnWhichTheyWereAskedFor()
    {
        Desk.Conversation(1, "2026-05-04T10:00:00Z", new JsonObject { ["ratings"] = new JsonArray(Rating("stars", "rated", 5), Rating("nps", "rated", 10)) })
            .Conversation(2, "2026-05-04T10:00:00Z", new JsonObject { ["ratings"] = new JsonArray(Rating("csat", "rated", 2), Rating("nps", "rated", 6)) })
            .Conversation(3, "2026-05-04T10:00:00Z", new JsonObject { ["ratings"] = new JsonArray(Rating("csat", "offered", null), Rating("csat", "scheduled", null), Rating("thumbsupordown", "rated", 1)) })
            .Load().Refresh("2026-05-09T00:00:00Z");

        Assert.Equal(["2026-05-05|3|2|0.667|3.5|1|0.5"], Desk.Ask("csat_daily", $"{Day}, offered, answered, {Plain("answered_share")}, {Plain("average_score")}, satisfied, {Plain("satisfied_share")}"));
        Assert.Equal(["2|2|1|1|0"], Desk.Ask("nps_daily", $"offered, answered, promoters, detractors, {Plain("nps")}"));
        Assert.Equal(["1|1|1|1"], Desk.Ask("thumbs_daily", $"offered, answered, up, {Plain("up_share")}"));
        Assert.Equal("5|10|null", Desk.Facts(1, "csat_score, nps_score, thumbs_score"));
    }

    /// <remarks>Mads has one conversation from 10:00 to 12:00, one from 11:00 to 13:00 and one from 12:00 on: two at once, since the first ends as the third begins. The next day begins with the third.</remarks>
    [Fact]
    public void AnAgentsLoadCountsWhatIsHeldAtOnce()
    {
        Desk.Add("agents", new JsonObject { ["id"] = "mads", ["displayName"] = "Mads Holm", ["email"] = "mads@acme.example" })
            .Conversation(1, "2026-05-04T09:00:00Z", Held("2026-05-04T10:00:00Z", "2026-05-04T12:00:00Z")).Conversation(2, "2026-05-04T09:00:00Z", Held("2026-05-04T11:00:00Z", "2026-05-04T13:00:00Z"))
            .Conversation(3, "2026-05-04T09:00:00Z", Held("2026-05-04T12:00:00Z", null)).Message(3, "2026-05-05T10:00:00Z").Load().Refresh("2026-05-06T00:00:00Z");

        Assert.Equal(["2026-05-04|Mads Holm|3|2|0|14400|2", "2026-05-05|Mads Holm|0|0|1|null|1"], Desk.Ask("agent_load", $"{Day}, agent_name, assigned, closed, messages, handling_seconds, most_at_once"));
    }

    /// <remarks>
    /// An hour for the first response: met after 30 minutes, missed after two hours, missed by what has waited for two days without one, pending for what came
    /// half an hour ago; closed without a reply: not counted. 1 / 3 is 0.333.
    /// </remarks>
    [Fact]
    public void ATargetIsMissedByWhatIsStillUnansweredToo()
    {
        Desk.Conversation(1, "2026-05-04T10:00:00Z").Message(1, "2026-05-04T10:30:00Z").Conversation(2, "2026-05-04T10:00:00Z").Message(2, "2026-05-04T12:00:00Z")
            .Conversation(3, "2026-05-04T10:00:00Z").Conversation(4, "2026-05-06T11:30:00Z").Conversation(5, "2026-05-04T10:00:00Z", new JsonObject { ["status"] = "closed", ["closed_at"] = "2026-05-04T10:01:00Z" })
            .Load().Refresh("2026-05-06T12:00:00Z");
        Database.Run($"INSERT INTO {Database.Name("sla_targets")} (queue, channel, measure, target_seconds) VALUES (NULL, 'email', 'first_response', 3600)");
        Desk.Refresh("2026-05-06T12:00:00Z");

        Assert.Equal(["2026-05-04|1|2|0|0.333", "2026-05-06|0|0|1|null"], Desk.Ask("sla_attainment", $"{Day}, met, missed, pending, {Plain("attainment")}"));
    }

    private string Day => Text("day");

    private static JsonObject Rating(string type, string status, int? score) => new()
    {
        ["rating_type"] = type,
        ["rating_status"] = status,
        ["rating_score"] = score,
        ["rating_created_timestamp"] = Desk.Ms("2026-05-04T12:00:00Z"),
        ["rating_offered_timestamp"] = status == "scheduled" ? null : Desk.Ms("2026-05-05T08:00:00Z"),
        ["rating_rated_timestamp"] = score is null ? null : Desk.Ms("2026-05-07T08:00:00Z"),
    };

    private static JsonObject Held(string from, string? to) => new()
    {
        ["assignee_id"] = "mads",
        ["assignee_name"] = "Mads",
        ["assigned_at"] = from,
        ["closed_at"] = to,
        ["status"] = to is null ? "open" : "closed",
    };

    private string Text(string column) => Database.IsPostgres ? $"{column}::text" : column;

    /// <summary>A number without the zeros at its end.</summary>
    private string Plain(string column) => Database.IsPostgres ? $"trim_scale({column})" : $"CASE WHEN {column} = CAST({column} AS INTEGER) THEN CAST({column} AS INTEGER) ELSE {column} END";
}
