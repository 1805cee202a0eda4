using Dixa.Warehouse.Pages.Markup;

namespace Dixa.Warehouse.Pages.Parts;

/// <summary>What viewers have to know before they believe the numbers.</summary>
public static class NoticeList
{
    public static Html Draw(IEnumerable<string> notices) => Html.Join(notices.Select(notice => Html.Of($"""<p class="notice">{notice}</p>""")));
}
