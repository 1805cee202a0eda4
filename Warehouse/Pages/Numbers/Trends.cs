using Dixa.Warehouse.Pages.Data;

namespace Dixa.Warehouse.Pages.Numbers;

/// <summary>How the days of a period went, bucket by bucket.</summary>
public sealed class Trends
{
    /// <summary>An old conversation is one that was created so many days before.</summary>
    public const int OldDays = 7;

    private Trends(int buckets) => (Created, Closed, Reopened, Open, Old, FirstResponse, Satisfaction) =
        (new int[buckets], new int[buckets], new int[buckets], new int[buckets], new int[buckets], new Percentile[buckets], [.. Enumerable.Range(0, buckets).Select(_ => new Satisfaction())]);

    public int[] Created { get; }

    /// <summary>How often conversations were closed, also for the second time.</summary>
    public int[] Closed { get; }

    public int[] Reopened { get; }

    /// <summary>Open at the end of each bucket's last day.</summary>
    public int[] Open { get; }

    /// <summary>Of these, those that were created <see cref="OldDays"/> days before that day or earlier.</summary>
    public int[] Old { get; }

    public Percentile[] FirstResponse { get; }

    public Satisfaction[] Satisfaction { get; }

    /// <summary>New conversations of customers by weekday, Monday first, and hour.</summary>
    public int[][] Hours { get; } = [.. Enumerable.Range(0, 7).Select(_ => new int[24])];

    public static Trends Of(Snapshot snapshot, Selection selection, Period period, bool isBusiness)
    {
        var trends = new Trends(period.Buckets);
        trends.CountConversations(snapshot, selection, period, isBusiness ? snapshot.Conversations.Business : snapshot.Conversations.Calendar);
        trends.CountSpans(snapshot, selection, period);
        for (var i = 0; i < snapshot.Ratings.Count; i++)
        {
            if (period.Has(snapshot.Ratings.Day[i]) && selection.Has(snapshot.Ratings.Row[i]))
            {
                trends.Satisfaction[period.BucketOf(snapshot.Ratings.Day[i])].Add(snapshot.Ratings.Score[i]);
            }
        }

        return trends;
    }

    private void CountConversations(Snapshot snapshot, Selection selection, Period period, Measured measured)
    {
        var all = snapshot.Conversations;
        var responses = Enumerable.Range(0, period.Buckets).Select(_ => new List<int>()).ToArray();
        for (var row = 0; row < all.Count; row++)
        {
            if (!selection.Has(row))
            {
                continue;
            }

            if (measured.FirstResponse[row] >= 0 && period.Has(all.FirstReplyDay[row]))
            {
                responses[period.BucketOf(all.FirstReplyDay[row])].Add(measured.FirstResponse[row]);
            }

            // Today is not over: its later hours would look quiet.
            if (period.Has(all.CreatedDay[row]) && all.CreatedDay[row] < snapshot.Today && all.Has(row, ConversationMarks.Inbound))
            {
                Hours[Weekday(all.CreatedDay[row])][all.CreatedHour[row]]++;
            }
        }

        for (var bucket = 0; bucket < responses.Length; bucket++)
        {
            FirstResponse[bucket] = Percentile.Of(responses[bucket]);
        }
    }

    private void CountSpans(Snapshot snapshot, Selection selection, Period period)
    {
        var spans = snapshot.Spans;
        var (open, old) = (new int[period.Days + 1], new int[period.Days + 1]);
        for (var i = 0; i < spans.Count; i++)
        {
            var row = spans.Row[i];
            if (!selection.Has(row))
            {
                continue;
            }

            if (period.Has(spans.Begins[i]))
            {
                (spans.IsReopened[i] ? Reopened : Created)[period.BucketOf(spans.Begins[i])]++;
            }

            if (period.Has(spans.Ends[i]))
            {
                Closed[period.BucketOf(spans.Ends[i])]++;
            }

            var ends = spans.Ends[i] == 0 ? int.MaxValue : spans.Ends[i];
            Change(open, period, spans.Begins[i], ends);
            Change(old, period, Math.Max(spans.Begins[i], snapshot.Conversations.CreatedDay[row] + OldDays), ends);
        }

        var (openNow, oldNow) = (0, 0);
        for (var day = period.From; day <= period.To; day++)
        {
            openNow += open[day - period.From];
            oldNow += old[day - period.From];
            (Open[period.BucketOf(day)], Old[period.BucketOf(day)]) = (openNow, oldNow);
        }
    }

    /// <summary>Notes that there is one more from the end of a day on, until the day on which it ends.</summary>
    private static void Change(int[] changes, Period period, int begins, int ends)
    {
        var (first, after) = (Math.Max(begins, period.From), Math.Min(ends, period.To + 1));
        if (first < after)
        {
            changes[first - period.From]++;
            changes[after - period.From]--;
        }
    }

    /// <summary>0 for Monday. 1970-01-01 was a Thursday.</summary>
    private static int Weekday(int day) => (day + 3) % 7;
}
