using Dixa.Benchmarks.Load;

namespace Dixa.Benchmarks.Suites;

/// <summary>A stream with the one answer that it gets.</summary>
/// <param name="Path">Where the connector asks for it.</param>
/// <param name="Body">Makes the answer of so many records.</param>
public sealed record ThroughputLoad(string Stream, string Path, int Records, Func<int, RecordBody> Body)
{
    public static ThroughputLoad Conversations(int bytes, int records) => new(
        "conversations", "/v1/conversation_export", records, count => new RecordBody([RecordShapes.Conversation(bytes)], count));

    public static ThroughputLoad SmallConversations(int records) => new(
        "conversations", "/v1/conversation_export", records, count => new RecordBody([RecordShapes.Small], count));

    public static ThroughputLoad Messages(int bytes, int records) => new(
        "messages", "/v1/message_export", records, count => new RecordBody([RecordShapes.Message(bytes)], count));

    /// <param name="zone">What stands behind each time.</param>
    public static ThroughputLoad Activities(int records, string zone) => new(
        "activity_logs",
        "/v1/conversations/activitylog",
        records,
        count => new RecordBody([RecordShapes.Activity(zone)], count, "{\"data\":[", "],\"meta\":{}}"));
}
