namespace Dixa.Warehouse.Pages.Markup;

/// <summary>A bar in a cell of a table, as long as its number is large.</summary>
public static class Bar
{
    /// <param name="most">The number of the longest bar of the table.</param>
    public static Html Of(long value, long most) => Html.Of(
        $"""<svg class="bar" width="100%" height="10" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><path class="columns ink1" d="M0 0h{(most == 0 ? 0 : value * 1000 / most)}v10H0z"/></svg>""");
}
