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

/// <summary>A kind of survey question; the Exports API and the Dixa API spell its name differently.</summary>
public sealed record RatingType(string ExportName, string ApiName, int LowestScore, int HighestScore)
{
    public static RatingType Csat { get; } = new("csat", "Csat", 1, 5);

    public static RatingType Nps { get; } = new("nps", "Nps", 0, 10);

    public static RatingType ThumbsUpOrDown { get; } = new("thumbsupordown", "ThumbsUpOrDown", 0, 1);

    /// <summary>The Exports API's published sample has this name, the Dixa API's list of types hasn't: there it is taken for the other question with five steps.</summary>
    public static RatingType Stars { get; } = new("stars", "Csat", 1, 5);
}

/// <summary>How far a survey question has come.</summary>
public enum RatingStatus
{
    Scheduled,
    Unscheduled,
    Offered,
    Rated,
    Cancelled,
}
