using System.Globalization;
using System.Text.Json.Nodes;
using Dixa.Connector.Harness;
using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Views;

/// <summary>A support desk of a few rows, filled by hand, and the answers that the views give of it.</summary>
public sealed class Desk(Database database)
{
    private readonly Dictionary<string, List<string>> _rows = [];
    private int _last;

    /// <summary>Adds a row to a stream, as the source sends it. Times of exports may be written as texts.</summary>
    public Desk Add(string stream, JsonObject row)
    {
        foreach (var (name, value) in row.ToList())
        {
            if ((name.EndsWith("_at", StringComparison.Ordinal) || name.EndsWith("_timestamp", StringComparison.Ordinal)) && value is JsonValue text && text.GetValueKind() == System.Text.Json.JsonValueKind.String)
            {
                row[name] = Ms((string)text!);
            }
        }

        (_rows.TryGetValue(stream, out var rows) ? rows : _rows[stream] = []).Add(Some.Record(stream, row.ToJsonString()));
        return this;
    }

    /// <summary>A conversation that came in by mail, with the members that differ.</summary>
    public Desk Conversation(long id, string createdAt, JsonObject? more = null)
    {
        var row = new JsonObject
        {
            ["id"] = id,
            ["created_at"] = createdAt,
            ["updated_at"] = createdAt,
            ["initial_channel"] = "email",
            ["direction"] = "inbound",
            ["status"] = "open",
            ["requester_id"] = "requester",
        };
        foreach (var (name, value) in more ?? [])
        {
            row[name] = value?.DeepClone();
        }

        return Add("conversations", row);
    }

    public Desk Message(long conversation, string at, string direction = "outbound", bool isAutomatic = false, string? author = "mads@acme.example") => Add("messages", new JsonObject
    {
        ["id"] = $"message-{++_last}",
        ["csid"] = conversation,
        ["created_at"] = at,
        ["direction"] = direction,
        ["is_automated_message"] = isAutomatic,
        ["author_email"] = author,
    });

    public Desk Event(long conversation, string at, string type, JsonObject? attributes = null) => Add("activity_logs", new JsonObject
    {
        ["id"] = $"event-{++_last}",
        ["conversationId"] = conversation,
        ["activityTimestamp"] = at,
        ["_type"] = type,
        ["attributes"] = attributes,
    });

    /// <summary>A schedule of Copenhagen: Monday to Friday, 08:00 to 16:00, and exceptions.</summary>
    public Desk Office(params JsonObject[] exceptions) => Schedule("office", "Office", "Europe/Copenhagen", Enumerable.Range(1, 5).Select(day => Hours(day, "08:00", "16:00")), exceptions);

    public Desk Schedule(string id, string name, string zone, IEnumerable<JsonObject> hours, params JsonObject[] exceptions) => Add("business_hours_schedules", new JsonObject
    {
        ["id"] = id,
        ["name"] = name,
        ["definition"] = new JsonObject { ["id"] = id, ["name"] = name, ["timezone"] = zone, ["businessHours"] = new JsonArray([.. hours]), ["exceptions"] = new JsonArray([.. exceptions]) },
    });

    public static JsonObject Hours(int? day, params string[] times) => new()
    {
        ["name"] = "hours",
        ["dayOfWeek"] = day,
        ["businessHourType"] = "Regular",
        ["status"] = times is [] ? "Closed" : "Open",
        ["intervals"] = Intervals(times),
        ["startDate"] = "2025-01-01",
    };

    /// <summary>The hours of a date, closed without times.</summary>
    public static JsonObject Exception(string date, params string[] times) => new()
    {
        ["name"] = "exception",
        ["businessHourType"] = "Exception",
        ["status"] = times is [] ? "Closed" : "Open",
        ["intervals"] = Intervals(times),
        ["startDate"] = date,
    };

    public static long Ms(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();

    /// <summary>Writes what was added to the tables.</summary>
    public Desk Load()
    {
        var catalog = Some.Catalog([.. _rows.Keys.Select(Stream)]);
        Written.To(database, catalog, [.. _rows.SelectMany(each => each.Value.Append(Some.State(each.Key)))]).Succeeded();
        _rows.Clear();
        return this;
    }

    /// <summary>Refreshes the views as at a time.</summary>
    public ViewReport Refresh(string now, string? timeZone = null, string? businessHours = null)
    {
        using var views = Configuration.StoreFactory.Views(database.Config());
        return new ViewRefresh(views, new ViewSettings(timeZone, businessHours), DateTimeOffset.Parse(now, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)).Run()
            ?? throw new InvalidOperationException("There was nothing to make views of.");
    }

    /// <summary>The rows of a view, in the order of their columns.</summary>
    public IReadOnlyList<string> Ask(string view, string columns, string where = "1 = 1") => database.Query($"SELECT {columns} FROM {database.Name(view)} WHERE {where} ORDER BY {columns}");

    /// <summary>The one row of a conversation.</summary>
    public string Facts(long id, string columns) => Assert.Single(Ask("conversation_facts", columns, $"conversation_id = {id.ToString(CultureInfo.InvariantCulture)}"));

    /// <summary>A stream as it is configured for its table, with the schema that the connector has for it.</summary>
    public static string Stream(string stream)
    {
        var schema = JsonNode.Parse(File.ReadAllText(Repository.PathOf("Connector", "Streams", "Schemas", $"{stream}.json")))!;
        var key = stream == "team_members" ? "teamId,id" : "id";
        var cursor = stream switch { "conversations" => "updated_at", "messages" => "created_at", "activity_logs" => "activityTimestamp", _ => null };
        return Some.Stream(stream, schema["properties"]!.ToJsonString(), "append_dedup", key, cursor);
    }

    private static JsonArray Intervals(string[] times) => [.. times.Chunk(2).Select(pair => (JsonNode)new JsonObject { ["startTime"] = pair[0], ["endTime"] = pair[1] })];
}
