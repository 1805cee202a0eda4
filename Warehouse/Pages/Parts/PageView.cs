using Dixa.Warehouse.Pages.Data;
using Dixa.Warehouse.Pages.Markup;
using Dixa.Warehouse.Pages.Numbers;

namespace Dixa.Warehouse.Pages.Parts;

/// <summary>The page: from what the views knew, and what was asked for, to HTML. It reads neither a clock nor a database.</summary>
public static class PageView
{
    /// <param name="freshness">How it is now; the snapshot may be older, where the last run brought nothing.</param>
    /// <param name="notices">What viewers have to know before they believe the numbers.</param>
    public static Html Draw(Snapshot snapshot, Freshness freshness, PageQuery query, IEnumerable<string> notices)
    {
        var period = Period.Of(query, snapshot.Today);
        var selection = new Selection(snapshot, query);
        var isBusiness = query.IsBusiness && freshness.BusinessHours is not null;
        var range = Say.Range(Period.Date(period.From), Period.Date(period.To));
        var parts = new Html[]
        {
            NoticeList.Draw(notices),
            TodayPart.Draw(snapshot, Glance.Of(snapshot, selection, isBusiness), isBusiness),
            TrendsPart.Draw(snapshot, Trends.Of(snapshot, selection, period, isBusiness), period, range, isBusiness),
            GroupsPart.Draw(snapshot, Groups.Of(snapshot, selection, period, isBusiness), range, isBusiness),
            TagsPart.Draw(TagCounts.Of(snapshot, selection, period, TagsPart.Most), TagCounts.CanCompare(snapshot, period), range),
        };
        return Layout.Draw(freshness.Version, Layout.Masthead(snapshot, freshness), FilterForm.Draw(snapshot, query, period), Html.Join(parts));
    }
}
