using System.Collections.Immutable;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Draws what became of the surveys that follow a closed conversation.</summary>
public static class RatingGenerator
{
    private const long MinuteMs = 60_000;
    private const long DayMs = 24 * 60 * MinuteMs;
    private const long OfferDelayMs = MinuteMs;

    private static readonly RatingType[] Types = [RatingType.Csat, RatingType.ThumbsUpOrDown, RatingType.Nps, RatingType.Stars];

    private static readonly RatingStatus[] Outcomes =
    [
        RatingStatus.Rated, RatingStatus.Rated, RatingStatus.Rated, RatingStatus.Offered, RatingStatus.Offered, RatingStatus.Scheduled,
        RatingStatus.Unscheduled, RatingStatus.Cancelled,
    ];

    /// <summary>None, one or two ratings of a survey, as far as they have come by now.</summary>
    public static ImmutableArray<Rating> Draw(RandomSource random, Guid surveyId, long closedAtMs, long nowMs, string language)
    {
        var count = random.Chance(0.6) ? 0 : random.Between(1, 2);
        return [.. Enumerable.Range(0, count).Select(_ => Draw(random, Scheduled(random, surveyId, closedAtMs, nowMs, language), nowMs))];
    }

    /// <summary>A rating asked for and given now.</summary>
    public static Rating Give(RandomSource random, Guid surveyId, long nowMs, string language)
    {
        var rating = Scheduled(random, surveyId, nowMs, nowMs, language);
        return Rate(random, rating with { ScheduledForMs = nowMs, OfferedAtMs = nowMs }, nowMs);
    }

    private static Rating Scheduled(RandomSource random, Guid surveyId, long closedAtMs, long nowMs, string language)
    {
        var created = Math.Min(closedAtMs + random.Between(100, 2_000), nowMs);
        return new Rating(surveyId, random.Pick(Types), RatingStatus.Scheduled, language, created) { ScheduledForMs = closedAtMs + OfferDelayMs };
    }

    private static Rating Draw(RandomSource random, Rating scheduled, long nowMs)
    {
        var outcome = random.Pick(Outcomes);
        if (outcome == RatingStatus.Unscheduled)
        {
            return scheduled with { Status = outcome, UnscheduledAtMs = scheduled.CreatedAtMs };
        }

        if (outcome == RatingStatus.Scheduled || scheduled.ScheduledForMs > nowMs)
        {
            return scheduled;
        }

        var offered = scheduled with { Status = RatingStatus.Offered, OfferedAtMs = scheduled.ScheduledForMs };
        var answeredAtMs = scheduled.ScheduledForMs!.Value + random.Between(MinuteMs, 3 * DayMs);
        return outcome switch
        {
            RatingStatus.Rated when answeredAtMs <= nowMs => Rate(random, offered, answeredAtMs),
            RatingStatus.Cancelled when answeredAtMs <= nowMs => offered with { Status = outcome, CancelledAtMs = answeredAtMs },
            _ => offered,
        };
    }

    private static Rating Rate(RandomSource random, Rating offered, long atMs) => offered with
    {
        Status = RatingStatus.Rated,
        Score = random.Between(offered.Type.LowestScore, offered.Type.HighestScore),
        Message = random.Chance(0.5) ? random.Pick(Phrases.RatingMessages) : null,
        RatedAtMs = atMs,
        ModifiedAtMs = atMs,
    };
}
