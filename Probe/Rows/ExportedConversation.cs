using System.Globalization;
using System.Text.Json;
using Dixa.Connector.Json;

namespace Dixa.Probe.Rows;

/// <summary>What is kept in memory of an exported conversation: its number and its times. Times are Unix times in milliseconds.</summary>
public sealed record ExportedConversation
{
    /// <summary>How soon an update follows what it is the update of.</summary>
    public const long AtOnceMs = 2_000;

    public required long Id { get; init; }

    public long? CreatedMs { get; init; }

    public long? UpdatedMs { get; init; }

    public long? QueuedMs { get; init; }

    public long? AssignedMs { get; init; }

    public long? ClosedMs { get; init; }

    public long? LastMessageMs { get; init; }

    public long? AnonymizedMs { get; init; }

    /// <summary>The last step of any of its ratings.</summary>
    public long? RatedMs { get; init; }

    public long? TotalDuration { get; init; }

    public long? HandlingDuration { get; init; }

    public int Notes { get; init; }

    public int Ratings { get; init; }

    public TimedRow ByUpdate => new(Id.ToString(CultureInfo.InvariantCulture), UpdatedMs ?? 0);

    /// <summary>The times that the row has of its own.</summary>
    public IEnumerable<long?> Times => [CreatedMs, QueuedMs, AssignedMs, ClosedMs, LastMessageMs, RatedMs, AnonymizedMs];

    /// <summary>Whether it was updated at that time, or at once after it.</summary>
    public bool IsUpdatedAt(long? atMs) => atMs is { } at && UpdatedMs - at is >= -AtOnceMs and <= AtOnceMs;

    /// <summary>Null for a row without a number.</summary>
    public static ExportedConversation? Of(JsonElement row) => row.Member("id")?.Whole() is not { } id ? null : new()
    {
        Id = id,
        CreatedMs = Time(row, "created_at"),
        UpdatedMs = Time(row, "updated_at"),
        QueuedMs = Time(row, "queued_at"),
        AssignedMs = Time(row, "assigned_at"),
        ClosedMs = Time(row, "closed_at"),
        LastMessageMs = Time(row, "last_message_created_at"),
        AnonymizedMs = Time(row, "anonymized_at"),
        RatedMs = Elements(row, "ratings").SelectMany(Steps).Max(),
        TotalDuration = Time(row, "total_duration"),
        HandlingDuration = Time(row, "handling_duration"),
        Notes = Elements(row, "conversation_wrapup_notes").Length,
        Ratings = Elements(row, "ratings").Length,
    };

    private static long? Time(JsonElement row, string name) => row.Member(name)?.Whole();

    private static JsonElement[] Elements(JsonElement row, string name) =>
        row.Member(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    /// <summary>The times of what happened to a rating, without the time that it was only planned for.</summary>
    private static IEnumerable<long?> Steps(JsonElement rating) => rating.EnumerateMembers()
        .Where(member => member.Name.EndsWith("_timestamp", StringComparison.Ordinal) && member.Name != "rating_scheduled_for_timestamp")
        .Select(member => member.Value.Whole());
}
