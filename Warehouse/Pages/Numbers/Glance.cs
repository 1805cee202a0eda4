using Dixa.Warehouse.Pages.Data;

namespace Dixa.Warehouse.Pages.Numbers;

/// <summary>How it stands now, and how the day has gone so far, next to the same weekday last week until the same time.</summary>
public sealed class Glance
{
    private const int Week = 7;

    private const int MostWaiting = 6;

    public int Open { get; private set; }

    /// <summary>Open ones that nobody has been given.</summary>
    public int Unassigned { get; private set; }

    /// <summary>Those that were open at the end of the same weekday last week.</summary>
    public int OpenLastWeek { get; private set; }

    /// <summary>Conversations of customers that no person has replied to, the longest first.</summary>
    public IReadOnlyList<int> Waiting { get; private set; } = [];

    public int WaitingCount { get; private set; }

    public Percentile FirstResponseToday { get; private set; }

    public Percentile FirstResponseLastWeek { get; private set; }

    public int CreatedToday { get; private set; }

    public int CreatedLastWeek { get; private set; }

    public int ClosedToday { get; private set; }

    /// <summary>Of the last seven days, today included.</summary>
    public Satisfaction Satisfaction { get; } = new();

    /// <summary>Of the seven days before.</summary>
    public Satisfaction SatisfactionBefore { get; } = new();

    public static Glance Of(Snapshot snapshot, Selection selection, bool isBusiness)
    {
        var glance = new Glance();
        glance.Count(snapshot, selection, isBusiness ? snapshot.Conversations.Business : snapshot.Conversations.Calendar);
        glance.CountSpans(snapshot, selection);
        glance.CountRatings(snapshot, selection);
        return glance;
    }

    private void Count(Snapshot snapshot, Selection selection, Measured measured)
    {
        var (all, today, nowMs) = (snapshot.Conversations, snapshot.Today, snapshot.Freshness.AsOfMs);
        var sameTimeMs = snapshot.Clock.DaysBefore(nowMs, Week) ?? nowMs - (Week * 86_400_000L);
        var (responses, before) = (new List<int>(), new List<int>());
        var waiting = new List<int>();
        for (var row = 0; row < all.Count; row++)
        {
            if (!selection.Has(row))
            {
                continue;
            }

            CreatedToday += all.CreatedDay[row] == today ? 1 : 0;
            CreatedLastWeek += all.CreatedDay[row] == today - Week && all.CreatedMs[row] <= sameTimeMs ? 1 : 0;
            if (measured.FirstResponse[row] is >= 0 and var seconds)
            {
                if (all.FirstReplyDay[row] == today)
                {
                    responses.Add(seconds);
                }
                else if (all.FirstReplyDay[row] == today - Week && all.CreatedMs[row] + (all.Calendar.FirstResponse[row] * 1000L) <= sameTimeMs)
                {
                    before.Add(seconds);
                }
            }

            if (all.Has(row, ConversationMarks.Open | ConversationMarks.Inbound) && !all.Has(row, snapshot.Freshness.HasMessages ? ConversationMarks.Replied : ConversationMarks.Assigned))
            {
                waiting.Add(row);
            }
        }

        (FirstResponseToday, FirstResponseLastWeek) = (Percentile.Of(responses), Percentile.Of(before));
        WaitingCount = waiting.Count;
        Waiting = [.. waiting.Where(row => all.CreatedMs[row] > 0).OrderBy(row => all.CreatedMs[row]).ThenBy(row => all.Id[row]).Take(MostWaiting)];
    }

    private void CountSpans(Snapshot snapshot, Selection selection)
    {
        var (spans, today) = (snapshot.Spans, snapshot.Today);
        for (var i = 0; i < spans.Count; i++)
        {
            if (!selection.Has(spans.Row[i]))
            {
                continue;
            }

            if (spans.Ends[i] == 0)
            {
                Open++;
                Unassigned += snapshot.Conversations.Has(spans.Row[i], ConversationMarks.Assigned) ? 0 : 1;
            }

            OpenLastWeek += spans.Begins[i] <= today - Week && (spans.Ends[i] == 0 || spans.Ends[i] > today - Week) ? 1 : 0;
            ClosedToday += spans.Ends[i] == today ? 1 : 0;
        }
    }

    private void CountRatings(Snapshot snapshot, Selection selection)
    {
        var (ratings, today) = (snapshot.Ratings, snapshot.Today);
        for (var i = 0; i < ratings.Count; i++)
        {
            if (ratings.Day[i] <= today && ratings.Day[i] > today - (2 * Week) && selection.Has(ratings.Row[i]))
            {
                (ratings.Day[i] > today - Week ? Satisfaction : SatisfactionBefore).Add(ratings.Score[i]);
            }
        }
    }
}
