namespace Dixa.Simulator.Data;

/// <summary>A question of a survey after a conversation; times in epoch milliseconds, null for a step that it did not come to.</summary>
/// <param name="SurveyId">The same for all questions of a survey.</param>
public sealed record Rating(Guid SurveyId, RatingType Type, RatingStatus Status, string Language, long CreatedAtMs)
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
