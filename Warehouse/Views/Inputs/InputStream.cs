namespace Dixa.Warehouse.Views.Inputs;

/// <summary>A stream that the views read.</summary>
/// <param name="Key">The properties that tell its rows apart: of rows with the same ones the latest counts.</param>
/// <param name="Cursor">The property by which one is later; null for none.</param>
public sealed record InputStream(string Stream, IReadOnlyList<string> Key, string? Cursor, IReadOnlyList<InputColumn> Columns)
{
    /// <summary>The name that the views read it by.</summary>
    public string View => $"in_{Stream}";

    public static InputStream Conversations { get; } = new("conversations", ["id"], "updated_at",
    [
        new("id", "id", InputKind.Number),
        new("created_ms", "created_at", InputKind.Number),
        new("updated_ms", "updated_at", InputKind.Number),
        new("queued_ms", "queued_at", InputKind.Number),
        new("assigned_ms", "assigned_at", InputKind.Number),
        new("closed_ms", "closed_at", InputKind.Number),
        new("last_message_ms", "last_message_created_at", InputKind.Number),
        new("anonymized_ms", "anonymized_at", InputKind.Number),
        new("channel", "initial_channel", InputKind.Text),
        new("direction", "direction", InputKind.Word),
        new("status", "status", InputKind.Word),
        new("requester_id", "requester_id", InputKind.Text),
        new("queue_id", "queue_id", InputKind.Text),
        new("queue_name", "queue_name", InputKind.Text),
        new("assignee_id", "assignee_id", InputKind.Text),
        new("assignee_name", "assignee_name", InputKind.Text),
        new("assignee_email", "assignee_email", InputKind.Text),
        new("rating_score", "rating_score", InputKind.Number),
        new("ratings", "ratings", InputKind.Json),
        new("tags", "tags", InputKind.Json),
        new("custom_fields", "custom_fields", InputKind.Json),
        new("handling_duration", "handling_duration", InputKind.Number),
        new("total_duration", "total_duration", InputKind.Number),
    ]);

    public static InputStream Messages { get; } = new("messages", ["id"], "created_at",
    [
        new("conversation_id", "csid", InputKind.Number),
        new("created_ms", "created_at", InputKind.Number),
        new("direction", "direction", InputKind.Word),
        new("author_email", "author_email", InputKind.Text),
        new("is_automatic", "is_automated_message", InputKind.Flag),
    ]);

    public static InputStream Activities { get; } = new("activity_logs", ["id"], "activityTimestamp",
    [
        new("conversation_id", "conversationId", InputKind.Number),
        new("at_ms", "activityTimestamp", InputKind.Moment),
        new("type", "_type", InputKind.Text),
        new("agent_id", "attributes", InputKind.Json, "agentId"),
        new("parent_id", "attributes", InputKind.Json, "parent"),
    ]);

    public static InputStream Schedules { get; } = new("business_hours_schedules", ["id"], null,
        [new("id", "id", InputKind.Text), new("name", "name", InputKind.Text), new("definition", "definition", InputKind.Json)]);

    public static IReadOnlyList<InputStream> All { get; } =
    [
        Conversations,
        Messages,
        Activities,
        Schedules,
        new("queues", ["id"], null, [new("id", "id", InputKind.Text), new("name", "name", InputKind.Text)]),
        new("agents", ["id"], null, [new("id", "id", InputKind.Text), new("name", "displayName", InputKind.Text), new("email", "email", InputKind.Text)]),
        new("teams", ["id"], null, [new("id", "id", InputKind.Text), new("name", "name", InputKind.Text)]),
        new("team_members", ["teamId", "id"], null, [new("team_id", "teamId", InputKind.Text), new("agent_id", "id", InputKind.Text)]),
    ];
}
