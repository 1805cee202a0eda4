namespace Dixa.Warehouse.Pages.Markup;

/// <summary>How a series is drawn.</summary>
public enum SeriesShape
{
    Columns,
    Line,

    /// <summary>A line with what is below it.</summary>
    Area,
}

/// <summary>The values of a chart, one for each bucket; null where there is none.</summary>
/// <param name="Ink">1 or 2: the colour of the style sheet. The second is dashed too, for those who can't tell colours apart.</param>
public sealed record ChartSeries(string Name, SeriesShape Shape, int Ink, IReadOnlyList<double?> Values);
