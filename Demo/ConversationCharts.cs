using System.Globalization;
using Spectre.Console;

namespace Dixa.Demo;

/// <summary>Bar charts of the conversations that were read.</summary>
public static class ConversationCharts
{
    private const int MostWidth = 100;

    /// <summary>So many that a chart of half a year is whole, and one of ten years not too long.</summary>
    private const int MostWeeks = 30;

    public static BarChart PerChannel(ConversationFigures figures, int width) => Chart("Conversations per channel", width)
        .AddItems(figures.PerChannel, count => new BarChartItem(Markup.Escape(count.Channel), count.Conversations, Color.Teal));

    public static BarChart PerWeek(ConversationFigures figures, int width)
    {
        var weeks = figures.PerWeek;
        var title = weeks.Count > MostWeeks ? $", the last {MostWeeks} of {weeks.Count}" : "";
        return Chart($"Conversations per week (its Monday{title})", width).AddItems(
            weeks.TakeLast(MostWeeks),
            count => new BarChartItem(count.Week.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), count.Conversations, Color.SteelBlue));
    }

    private static BarChart Chart(string label, int width) => new BarChart()
        .Width(Math.Min(width, MostWidth))
        .Label($"[bold]{label}[/]")
        .LeftAlignLabel()
        .UseValueFormatter((value, _) => Figure.Number((long)value));
}
