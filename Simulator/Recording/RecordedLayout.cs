namespace Dixa.Simulator.Recording;

/// <summary>The files of a recording, each but the manifest a JSON object to the line.</summary>
public static class RecordedLayout
{
    public const int Version = 1;

    public const string Format = "dixa-recording";

    public const string Manifest = "manifest.json";

    /// <summary>Whole answers: lists with their pages, single objects, errors.</summary>
    public const string Answers = "answers.jsonl";

    public static RecordedTable Conversations { get; } = new("/v1/conversation_export", "conversation_export.jsonl", "updated_at", IsBare: true);

    public static RecordedTable Messages { get; } = new("/v1/message_export", "message_export.jsonl", "created_at", IsBare: true);

    public static RecordedTable Activities { get; } = new("/v1/conversations/activitylog", "activitylog.jsonl", "activityTimestamp", IsBare: false);

    /// <summary>What is asked for by time, and so recorded row by row.</summary>
    public static IReadOnlyList<RecordedTable> Tables { get; } = [Conversations, Messages, Activities];

    public static IEnumerable<string> Files => [Manifest, Answers, .. Tables.Select(table => table.File)];
}

/// <summary>Rows that are asked for by time.</summary>
/// <param name="Path">The path that gives them out.</param>
/// <param name="File">Where they are recorded.</param>
/// <param name="Time">The member by which they are filtered.</param>
/// <param name="IsBare">Whether the answer is an array of them, or has them in its `data`.</param>
public sealed record RecordedTable(string Path, string File, string Time, bool IsBare);
