using System.Text.Json.Nodes;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Views;

namespace Dixa.Warehouse.Pages;

/// <summary>A small support desk whose numbers can be counted on fingers. It is Wednesday, 6 May 2026, 12:00 UTC.</summary>
public static class SomeDesk
{
    public const string Now = "2026-05-06T12:00:00Z";

    /// <summary>
    /// Conversation 1 came a week ago and was answered after 10 minutes; 2 came today and was answered after 5; 3 came today and 4 yesterday, and both wait; 5 was asked on Monday, and closed
    /// and rated 5 on Tuesday.
    /// </summary>
    /// <param name="say">What names of this desk are made of.</param>
    public static Desk Fill(Database database, Func<string, string>? say = null)
    {
        say ??= name => name;
        return new Desk(database)
            .Add("queues", new JsonObject { ["id"] = say("q1"), ["name"] = say("Billing") })
            .Add("agents", new JsonObject { ["id"] = say("a1"), ["name"] = say("Mads"), ["email"] = "mads@acme.example" })
            .Add("teams", new JsonObject { ["id"] = say("t1"), ["name"] = say("Night") })
            .Add("team_members", new JsonObject { ["teamId"] = say("t1"), ["id"] = say("a1") })
            .Conversation(1, "2026-04-29T10:00:00Z", In(say)).Message(1, "2026-04-29T10:10:00Z")
            .Conversation(2, "2026-05-06T11:00:00Z", In(say)).Message(2, "2026-05-06T11:05:00Z")
            .Conversation(3, "2026-05-06T11:30:00Z", new JsonObject { ["initial_channel"] = "widgetchat" }).Message(3, "2026-05-06T11:30:00Z", "inbound", author: null)
            .Conversation(4, "2026-05-05T12:00:00Z", In(say))
            .Conversation(5, "2026-05-04T08:00:00Z", Rated(say)).Message(5, "2026-05-04T09:00:00Z")
            .Load();
    }

    private static JsonObject In(Func<string, string> say) => new()
    {
        ["queue_id"] = say("q1"),
        ["queue_name"] = say("Billing"),
        ["queued_at"] = Desk.Ms("2026-04-29T10:00:00Z"),
        ["initial_channel"] = say("email"),
        ["tags"] = new JsonArray(say("late")),
        ["assignee_id"] = say("a1"),
        ["assignee_name"] = say("Mads"),
        ["assigned_at"] = Desk.Ms("2026-05-06T11:01:00Z"),
    };

    private static JsonObject Rated(Func<string, string> say)
    {
        var row = In(say);
        (row["status"], row["closed_at"]) = ("closed", Desk.Ms("2026-05-05T08:00:00Z"));
        row["ratings"] = new JsonArray(new JsonObject { ["rating_type"] = "csat", ["rating_status"] = "rated", ["rating_score"] = 5, ["rating_offered_timestamp"] = Desk.Ms("2026-05-05T08:00:00Z"), ["rating_rated_timestamp"] = Desk.Ms("2026-05-05T09:00:00Z") });
        return row;
    }
}
