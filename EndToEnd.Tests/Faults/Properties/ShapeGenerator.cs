using Dixa.Simulator.Faults;

namespace Dixa.Connector.Faults.Properties;

/// <summary>Draws values of another type than documented, in members that decide what is read.</summary>
/// <remarks>
/// Values that say something else are not drawn, since the truth is then another one and nobody could tell: a link, notes, ratings,
/// times of messages or a requester that are absent, null or empty mean that there is nothing, and another id means another row.
/// Nor are rows changed that a stream of the case passes on: they are held against the source as it is.
/// </remarks>
/// <param name="streams">The streams of the case, without those that pass on the list that others ask by.</param>
public sealed class ShapeGenerator(Random random, IReadOnlyCollection<string> streams)
{
    private const string Conversations = "/v1/conversation_export";
    private const string Catalog = "/v1/knowledge/collections/*/catalog";

    private static readonly string?[] NoLink = ["{}", "[$]", "7", "0.5", "true", "\"\"", "\" \""];
    private static readonly string?[] NoMeta = ["[$]", "7", "0.5", "false", "\"x\""];
    private static readonly string?[] NoId = [null, "null", "true", "0.5", "1e400", "\"\"", "[$]", "{\"id\":$}"];
    private static readonly string?[] NoNumber = [.. NoId, "\"seven\"", "99999999999999999999"];
    private static readonly string?[] NoGuid = ["true", "7", "0.5", "\"\"", "\"x\"", "[$]", "{\"id\":$}"];
    private static readonly string?[] NoTime = [null, "null", "true", "0", "-1", "7.5", "1e400", "\"\"", "\"soon\"", "[$]", "{}"];
    private static readonly string?[] NoTree = [null, "null", "true", "7", "\"x\"", "[]", "[$]"];
    private static readonly string?[] NoBranches = ["{}", "true", "7", "0.5", "\"x\"", "[7]", "[$]"];
    private static readonly string?[] Something = ["{}", "[$]", "true", "0", "0.5", "\"x\"", "\"\""];

    private static readonly string[] OfConversations =
        ["conversation_details", "conversation_messages", "conversation_notes", "conversation_ratings", "linked_conversations", "enduser_details"];

    private static readonly string[] OfCatalogs = ["knowledge_categories", "knowledge_articles", "knowledge_article_translations"];

    private static readonly Shape[] Shapes =
    [
        .. Linked("/v1/endusers", "endusers", "enduser_details"),
        .. Linked("/v1/agents", "agents"),
        .. Linked("/v1/templates", "templates"),
        .. Linked("/v1/analytics/", "analytics_metrics", "analytics_records"),
        .. Linked("/v1/conversations/activitylog", "activity_logs"),
        new(Conversations, "id", NoNumber, OfConversations) { PassedOnBy = "conversations" },
        new(Conversations, "id", ["\"$\"", "$.0", "$e0"], OfConversations) { PassedOnBy = "conversations", IsUnderstood = true },
        new(Conversations, "requester_id", NoGuid, ["enduser_details"]) { PassedOnBy = "conversations" },
        .. new[] { "last_message_created_at", "anonymized_at", "conversation_wrapup_notes", "ratings" }
            .Select(member => new Shape(Conversations, member, Something, OfConversations) { PassedOnBy = "conversations", IsUnderstood = true }),
        new(Conversations, "updated_at", NoTime, OfConversations) { PassedOnBy = "conversations", IsUnderstood = true, Misdates = true },
        new("/v1/queues", "data.id", NoId, ["queue_members"]) { PassedOnBy = "queues" },
        new("/v1/teams", "data.id", NoId, ["team_members"]) { PassedOnBy = "teams" },
        new("/v1/webhooks", "data.id", NoId, ["webhook_deliveries"]) { PassedOnBy = "webhooks" },
        new("/v1/endusers", "data.id", NoId, ["enduser_details"]) { PassedOnBy = "endusers" },
        new("/v1/business-hours/schedules", "data.schedules.id", NoId, ["business_hours_schedules"]),
        new("/v1/knowledge/collections", "data.id", NoId, OfCatalogs) { PassedOnBy = "knowledge_collections" },
        new(Catalog, "data", NoTree, OfCatalogs),
        new(Catalog, "data.categories", NoBranches, OfCatalogs),
        new(Catalog, "data.articles", NoBranches, OfCatalogs),
        new(Catalog, "data.categories.id", NoId, OfCatalogs),
        new(Catalog, "data.categories.articles.id", NoId, OfCatalogs),
    ];

    /// <summary>Strikes once, which has to be got over, or for as long as the process lives, which may end a stream if it can't be understood.</summary>
    /// <returns>Null where no stream of the case goes by such a member.</returns>
    public DrawnFault? Draw()
    {
        var possible = Array.FindAll(Shapes, shape => shape.Streams.Any(streams.Contains) && !(shape.PassedOnBy is { } stream && streams.Contains(stream)));
        if (possible.Length == 0)
        {
            return null;
        }

        var shape = possible[random.Next(possible.Length)];
        var value = shape.Values[random.Next(shape.Values.Length)];
        var lasts = random.Next(2) == 0;
        var fault = new MemberFault(shape.Member, value)
        {
            Path = shape.Path,
            WholePath = shape.IsOfRows,
            Element = random.Next(2) == 0 ? random.Next(50) : null,
            Skip = random.Next(3),
            Times = lasts ? -1 : 1,
        };
        return new DrawnFault(fault, $"{shape.Member} as {value ?? "nothing"}{(fault.Element is { } element ? $" in element {element}" : "")}", lasts && !shape.IsUnderstood) { Misdates = shape.Misdates };
    }

    private static Shape[] Linked(string path, params string[] streams) => [new(path, "meta.next", NoLink, streams), new(path, "meta", NoMeta, streams)];

    /// <param name="Values">As <see cref="MemberFault"/> takes them.</param>
    /// <param name="Streams">Those that ask there.</param>
    private sealed record Shape(string Path, string Member, string?[] Values, IReadOnlyList<string> Streams)
    {
        /// <summary>Whether no stream may fail of it.</summary>
        public bool IsUnderstood { get; init; }

        /// <summary>Whether conversations then count as changed at another time than they were.</summary>
        public bool Misdates { get; init; }

        /// <summary>Whether it is of the rows of a list, and not of what hangs on them below the same path.</summary>
        public bool IsOfRows => Member.StartsWith("data.", StringComparison.Ordinal);

        /// <summary>The stream that has the rows it changes.</summary>
        public string? PassedOnBy { get; init; }
    }
}
