namespace Dixa.Simulator.Data;

/// <summary>A survey after a conversation; times in epoch milliseconds, null for a step that it did not come to.</summary>
public sealed record Rating(string Type, string Status, string Language, long CreatedAtMs)
{
    public int? Score { get; init; }

    public string? Message { get; init; }

    public long? ScheduledForMs { get; init; }

    public long? OfferedAtMs { get; init; }

    public long? RatedAtMs { get; init; }

    public long? ModifiedAtMs { get; init; }

    public long? UnscheduledAtMs { get; init; }

    public long? CancelledAtMs { get; init; }

    public long LastStepMs => Math.Max(CreatedAtMs, Math.Max(OfferedAtMs ?? 0, Math.Max(ModifiedAtMs ?? 0, Math.Max(UnscheduledAtMs ?? 0, CancelledAtMs ?? 0))));
}
