using Dixa.Warehouse.Pages.Markup;

namespace Dixa.Warehouse.Pages.Parts;

/// <summary>The page where there are no numbers: why, and what to do.</summary>
public static class EmptyPage
{
    public static Html Draw(PageProblem problem) => Layout.Draw(
        problem.Version,
        Html.Of($"""<p class="fresh">{problem.Title}</p>"""),
        Html.Empty,
        Html.Of($"""<section class="empty" aria-labelledby="why"><h2 id="why">{problem.Title}</h2><p>{problem.Advice}</p>{(problem.Detail is { } detail ? Html.Of($"""<p class="quiet">{detail}</p>""") : null)}<p class="quiet">This page changes by itself as soon as there is something to show.</p></section>"""));
}
