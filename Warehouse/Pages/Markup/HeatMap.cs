namespace Dixa.Warehouse.Pages.Markup;

/// <summary>Weekdays by hours: the more there is, the stronger the colour.</summary>
public static class HeatMap
{
    /// <summary>Shades of the style sheet, the lightest for nothing.</summary>
    private const int Shades = 6;

    public static IReadOnlyList<string> Weekdays { get; } = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <param name="counts">By weekday, Monday first, and hour.</param>
    public static Html Draw(string title, int[][] counts)
    {
        var most = counts.Max(hours => hours.Max());
        var cells = from weekday in Enumerable.Range(0, 7)
                    from hour in Enumerable.Range(0, 24)
                    select Html.Of($"""<path class="heat{Shade(counts[weekday][hour], most)}" d="M{(hour * 10) + 1} {(weekday * 10) + 1}h9v9h-9z"><title>{Weekdays[weekday]}, {Hours(hour)}: {Say.Count(counts[weekday][hour])}</title></path>""");
        return Html.Of($"""
            <div class="chart heat" role="img" aria-label="{title}">
            <svg class="axis" aria-hidden="true">{Weekdays.Select((weekday, at) => Html.Of($"""<text class="tick" x="100%" dx="-7" y="{((at * 26) + 14)}" dy="4" text-anchor="end">{weekday}</text>"""))}</svg>
            <svg class="plane" viewBox="0 0 241 71" preserveAspectRatio="none" aria-hidden="true">{cells}</svg>
            </div>
            <p class="hours" aria-hidden="true"><span>0:00</span><span>6:00</span><span>12:00</span><span>18:00</span><span>24:00</span></p>
            """);
    }

    public static string Hours(int hour) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{hour}:00–{hour + 1}:00");

    private static int Shade(int count, int most) => count == 0 ? 0 : 1 + (int)((long)(count - 1) * (Shades - 1) / Math.Max(1, most));
}
