using Dixa.Warehouse.Pages.Data;

namespace Dixa.Warehouse.Pages.Numbers;

/// <summary>How many new conversations of a period have a tag, and how many of the period before.</summary>
public sealed record TagCount(string Tag, int Count, int Before);

/// <summary>The tags of a period.</summary>
public static class TagCounts
{
    /// <summary>The tags that most conversations have, the most frequent first.</summary>
    public static IReadOnlyList<TagCount> Of(Snapshot snapshot, Selection selection, Period period, int most)
    {
        var (now, before) = (new int[snapshot.TagNames.Count], new int[snapshot.TagNames.Count]);
        for (var i = 0; i < snapshot.Tags.Count; i++)
        {
            var row = snapshot.Tags.Row[i];
            var day = snapshot.Conversations.CreatedDay[row];
            if (day <= period.To && day >= period.Before.From && selection.Has(row))
            {
                (period.Has(day) ? now : before)[snapshot.Tags.Name[i]]++;
            }
        }

        return [.. Enumerable.Range(1, now.Length - 1).Where(tag => now[tag] > 0)
            .OrderByDescending(tag => now[tag]).ThenBy(tag => snapshot.TagNames[tag], StringComparer.Ordinal).Take(most)
            .Select(tag => new TagCount(snapshot.TagNames[tag]!, now[tag], before[tag]))];
    }

    /// <summary>Whether the period before is known: else there is nothing to compare with.</summary>
    public static bool CanCompare(Snapshot snapshot, Period period) => period.Before.From >= Math.Max(snapshot.Freshness.FirstDay, snapshot.Today - SnapshotReader.MostDays);
}
