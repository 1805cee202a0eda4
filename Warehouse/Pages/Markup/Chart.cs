using System.Globalization;
using System.Text;

namespace Dixa.Warehouse.Pages.Markup;

/// <summary>A chart over time, as SVG. It takes the width that it is given; lines and letters keep their size.</summary>
/// <param name="Title">What it shows, for those who hear the page.</param>
/// <param name="Labels">What the buckets are called, all of them.</param>
/// <param name="Format">Writes a value.</param>
public sealed record Chart(string Title, IReadOnlyList<string> Labels, IReadOnlyList<ChartSeries> Series, ChartScale Scale, Func<double, string> Format)
{
    /// <summary>The part of the height above the topmost line, and below the lowest one: room for its letters, and for the buckets' labels. In percent.</summary>
    private const double Above = 5;
    private const double Below = 12;

    private const int MostLabels = 5;

    public Html Draw() => Html.Of($"""
        <div class="chart" role="img" aria-label="{Title}"><svg class="axis" aria-hidden="true">{Scale.Ticks.Select(Number)}</svg><svg class="plane" aria-hidden="true">{Scale.Ticks.Select(Line)}<svg width="100%" height="100%" viewBox="0 0 1000 1000" preserveAspectRatio="none">{Series.Select(Draw)}{Labels.Select((_, bucket) => Spot(bucket))}</svg>{Names()}</svg></div>
        """);

    /// <summary>Which colour is what.</summary>
    public Html Legend() => Series.Count < 2 ? Html.Empty : Html.Of($"""<ul class="legend" aria-hidden="true">{Series.Select(series => Html.Of($"""<li><svg class="key" width="22" height="10"><path class="{Class(series)}" d="{(series.Shape == SeriesShape.Columns ? "M3 0h12v10h-12z" : "M0 5h22")}"/></svg>{series.Name}</li>"""))}</ul>""");

    private static string Class(ChartSeries series) => $"{(series.Shape == SeriesShape.Columns ? "columns" : "line")} ink{series.Ink.ToString(CultureInfo.InvariantCulture)}";

    private Html Number(double tick) => Html.Of($"""<text class="tick" x="100%" dx="-7" y="{Percent(Y(tick) / 10)}" dy="4" text-anchor="end">{Format(tick)}</text>""");

    private Html Line(double tick) => Html.Of($"""<line class="{(tick == Scale.Bottom ? "base" : "grid")}" x1="0" x2="100%" y1="{Percent(Y(tick) / 10)}" y2="{Percent(Y(tick) / 10)}"/>""");

    /// <summary>Every second one is left out where the page is narrow.</summary>
    private Html Names() => Html.Join(LabelledBuckets().Select((bucket, i) => Html.Of($"""<text class="{(i % 2 == 0 ? "tick" : "tick between")}" x="{Percent(X(bucket) / 10)}" y="100%" dy="-3" text-anchor="{Anchor(bucket)}">{Labels[bucket]}</text>""")));

    private Html Draw(ChartSeries series) => series.Shape == SeriesShape.Columns
        ? Html.Of($"""<path class="{Class(series)}" d="{Columns(series)}"/>""")
        : Html.Of($"""{(series.Shape == SeriesShape.Area ? Html.Of($"""<path class="area ink{series.Ink}" d="{Path(series, isArea: true)}"/>""") : null)}<path class="{Class(series)}" d="{Path(series, isArea: false)}"/><path class="dot ink{series.Ink}" d="{Dots(series)}"/>""");

    /// <summary>What is shown of a bucket where the pointer is over it.</summary>
    private Html Spot(int bucket) => Html.Of($"""<path class="spot" d="{Box(X(bucket) - (Width / 2), 0, Width, 1000)}"><title>{Labels[bucket]}: {string.Join(", ", Series.Select(series => $"{series.Name} {(series.Values[bucket] is { } value ? Format(value) : Say.Nothing)}"))}</title></path>""");

    private string Columns(ChartSeries series)
    {
        var path = new StringBuilder();
        for (var bucket = 0; bucket < series.Values.Count; bucket++)
        {
            if (series.Values[bucket] is > 0 and var value)
            {
                path.Append(Box(X(bucket) - (Width * 0.34), Y(value), Width * 0.68, Y(Scale.Bottom) - Y(value)));
            }
        }

        return path.ToString();
    }

    /// <summary>The values between two missing ones, which no line would show.</summary>
    private string Dots(ChartSeries series)
    {
        var path = new StringBuilder();
        for (var bucket = 0; bucket < series.Values.Count; bucket++)
        {
            if (series.Values[bucket] is { } value && series.Values.ElementAtOrDefault(bucket - 1) is null && series.Values.ElementAtOrDefault(bucket + 1) is null)
            {
                path.Append(CultureInfo.InvariantCulture, $"M{X(bucket):0.#} {Y(value):0.#}h0");
            }
        }

        return path.ToString();
    }

    /// <summary>A line that ends where values are missing.</summary>
    private string Path(ChartSeries series, bool isArea)
    {
        var path = new StringBuilder();
        for (var bucket = 0; bucket < series.Values.Count;)
        {
            var length = 0;
            while (bucket + length < series.Values.Count && series.Values[bucket + length] is { } value)
            {
                path.Append(CultureInfo.InvariantCulture, $"{(length == 0 ? 'M' : 'L')}{X(bucket + length):0.#} {Y(value):0.#}");
                length++;
            }

            if (length > 0)
            {
                path.Append(isArea ? string.Create(CultureInfo.InvariantCulture, $"L{X(bucket + length - 1):0.#} {Y(Scale.Bottom):0.#}L{X(bucket):0.#} {Y(Scale.Bottom):0.#}Z") : "");
            }

            bucket += Math.Max(1, length);
        }

        return path.ToString();
    }

    private IEnumerable<int> LabelledBuckets()
    {
        var count = Math.Min(Labels.Count, MostLabels);
        return Enumerable.Range(0, count).Select(label => count == 1 ? 0 : (int)Math.Round(label * (Labels.Count - 1.0) / (count - 1))).Distinct();
    }

    private string Anchor(int bucket) => Labels.Count < MostLabels ? "middle" : bucket == 0 ? "start" : bucket == Labels.Count - 1 ? "end" : "middle";

    private double Width => 1000.0 / Labels.Count;

    private double X(int bucket) => (bucket + 0.5) * Width;

    private double Y(double value) => 10 * (Above + ((1 - Scale.Share(value)) * (100 - Above - Below)));

    private static string Box(double x, double y, double width, double height) => string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}h{width:0.#}v{height:0.#}h{-width:0.#}z");

    private static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}%");
}
