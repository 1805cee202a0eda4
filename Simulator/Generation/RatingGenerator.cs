using System.Collections.Immutable;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Draws what became of the surveys that follow a closed conversation.</summary>
public static class RatingGenerator
{
    private const long MinuteMs = 60_000;
    private const long DayMs = 24 * 60 * MinuteMs;
    private const long OfferDelayMs = MinuteMs;

    private static readonly string[] Types = ["csat", "csat", "nps", "stars"];
    private static readonly string[] Outcomes = ["rated", "rated", "rated", "offered", "offered", "scheduled", "unscheduled", "cancelled"];

    /// <summary>None, one or two ratings, as far as they have come by now.</summary>
    public static ImmutableArray<Rating> Draw(RandomSource random, long closedAtMs, long nowMs, string language)
    {
        var count = random.Chance(0.6) ? 0 : random.Between(1, 2);
        return [.. Enumerable.Range(0, count).Select(_ => Draw(random, Scheduled(random, closedAtMs, nowMs, language), nowMs))];
    }

    /// <summary>A rating given now.</summary>
    public static Rating Give(RandomSource random, long closedAtMs, long nowMs, string language)
    {
        var rating = Scheduled(random, closedAtMs, nowMs, language);
        return Rate(random, rating with { OfferedAtMs = Math.Min(closedAtMs + OfferDelayMs, nowMs) }, nowMs);
    }

    private static Rating Scheduled(RandomSource random, long closedAtMs, long nowMs, string language)
    {
        var created = Math.Min(closedAtMs + random.Between(100, 2_000), nowMs);
        return new Rating(random.Pick(Types), "scheduled", language, created) { ScheduledForMs = closedAtMs + OfferDelayMs };
    }

    private static Rating Draw(RandomSource random, Rating scheduled, long nowMs)
    {
        var outcome = random.Pick(Outcomes);
        if (outcome == "unscheduled")
        {
            return scheduled with { Status = outcome, UnscheduledAtMs = scheduled.CreatedAtMs };
        }

        if (outcome == "scheduled" || scheduled.ScheduledForMs > nowMs)
        {
            return scheduled;
        }

        var offered = scheduled with { Status = "offered", OfferedAtMs = scheduled.ScheduledForMs };
        var answeredAtMs = scheduled.ScheduledForMs!.Value + random.Between(MinuteMs, 3 * DayMs);
        return outcome switch
        {
            "rated" when answeredAtMs <= nowMs => Rate(random, offered, answeredAtMs),
            "cancelled" when answeredAtMs <= nowMs => offered with { Status = outcome, CancelledAtMs = answeredAtMs },
            _ => offered,
        };
    }

    private static Rating Rate(RandomSource random, Rating offered, long atMs) => offered with
    {
        Status = "rated",
        Score = offered.Type == "nps" ? random.Between(0, 10) : random.Between(1, 5),
        Message = random.Chance(0.5) ? random.Pick(Phrases.RatingMessages) : null,
        RatedAtMs = atMs,
        ModifiedAtMs = atMs,
    };
}
