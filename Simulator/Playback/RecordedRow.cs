using Dixa.Simulator.Exports;
using Dixa.Simulator.Recording;

namespace Dixa.Simulator.Playback;

/// <summary>Where a row is in its file, and the times that it is asked for by.</summary>
public readonly record struct RecordedRow
{
    public long Offset { get; init; }

    public int Length { get; init; }

    /// <summary>The number of a conversation; null for what has another id.</summary>
    public long? Id { get; init; }

    public long? CreatedAtMs { get; init; }

    public long? UpdatedAtMs { get; init; }

    public long? ClosedAtMs { get; init; }

    public long? LastMessageCreatedAtMs { get; init; }

    public long? ActivityAtMs { get; init; }

    /// <summary>Of a row without the time that it was asked for by: the begin of the span that it came in.</summary>
    public long? AtMs { get; init; }

    public long? TimeMs => ActivityAtMs ?? CreatedAtMs ?? UpdatedAtMs ?? AtMs;

    public long? TimeOf(TimeField field) => field switch
    {
        TimeField.Created => CreatedAtMs ?? AtMs,
        TimeField.Updated => UpdatedAtMs ?? AtMs,
        TimeField.Closed => ClosedAtMs,
        _ => LastMessageCreatedAtMs,
    };

    public long? TimeOf(RecordedTable table) => table.Time switch
    {
        "updated_at" => UpdatedAtMs,
        "created_at" => CreatedAtMs,
        _ => ActivityAtMs,
    };
}
