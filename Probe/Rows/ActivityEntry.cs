using System.Text;
using System.Text.Json;
using Dixa.Connector.Json;

namespace Dixa.Probe.Rows;

/// <summary>What is kept in memory of an entry of the activity log.</summary>
/// <param name="Type">The name of what happened, or of none where it is no plain name.</param>
/// <param name="AtMs">Unix time in milliseconds.</param>
public sealed record ActivityEntry(string Key, long ConversationId, string Type, long AtMs)
{
    public TimedRow ByTime => new(Key, AtMs);

    /// <summary>Null for an entry without an id or a time.</summary>
    public static ActivityEntry? Of(JsonElement row) => row.Text("id") is { } id && TimeOf(row, "activityTimestamp") is { } atMs
        ? new(id, row.Member("conversationId")?.Whole() ?? 0, FieldName.Shown(row.Text("_type") ?? row.Text("activityType") ?? ""), atMs)
        : null;

    /// <summary>A time of the Dixa API, in any of its forms.</summary>
    public static long? TimeOf(JsonElement row, string name) =>
        row.Text(name) is { } text ? DateTimeText.ToMilliseconds(Encoding.UTF8.GetBytes(text)) : null;
}
