using System.Globalization;

namespace Dixa.Benchmarks.Plots;

/// <summary>How values are spread, a panel for each series, one below the other: the share of them in each unit from 0 on.</summary>
/// <param name="title">Says what is counted.</param>
/// <param name="axis">What runs to the right, with its unit, which a column is wide.</param>
/// <param name="series">Names and values.</param>
/// <param name="marks">Values that are marked in each panel, with what they are.</param>
/// <param name="caption">Lines below.</param>
public sealed class HistogramPlot(string title, string axis, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> series, IReadOnlyList<(string Name, double Value)> marks, IReadOnlyList<string> caption)
{
    private const int Width = 800;
    private const int Left = 60;
    private const int Right = 30;
    private const int Top = 50;
    private const int PanelHeight = 150;
    private const int PanelGap = 44;
    private const int LineHeight = 16;

    public string ToSvg()
    {
        var bottom = Top + (series.Count * (PanelHeight + PanelGap));
        var svg = new Svg(Width, bottom + 24 + (caption.Count * LineHeight), title);
        var greatest = Math.Ceiling(series.SelectMany(each => each.Values).Concat(marks.Select(mark => mark.Value)).Max() + 1);
        var across = new LinearScale(greatest, Left, Width - Right);
        for (var i = 0; i < series.Count; i++)
        {
            Draw(svg, across, series[i], Top + (i * (PanelHeight + PanelGap)), i);
        }

        svg.Text((Left + Width - Right) / 2.0, bottom, axis, "middle");
        for (var i = 0; i < caption.Count; i++)
        {
            svg.Text(16, bottom + 24 + (i * LineHeight), caption[i], "small");
        }

        return svg.ToString();
    }

    private void Draw(Svg svg, LinearScale across, (string Name, IReadOnlyList<double> Values) each, int top, int index)
    {
        var floor = top + PanelHeight;
        var shares = each.Values.GroupBy(value => (int)Math.Max(0, value)).ToDictionary(group => group.Key, group => (double)group.Count() / each.Values.Count);
        var upwards = new LinearScale(shares.Values.Max(), floor, top + 24);
        foreach (var tick in across.Ticks)
        {
            svg.GridLine(across.At(tick), top + 24, across.At(tick), floor);
            svg.Text(across.At(tick), floor + 14, tick.ToString("0.#", CultureInfo.InvariantCulture), "small middle");
        }

        foreach (var tick in upwards.Ticks.Skip(1))
        {
            svg.Text(Left - 6, upwards.At(tick) + 4, tick.ToString("0.# %", CultureInfo.InvariantCulture), "small end");
        }

        foreach (var (second, share) in shares)
        {
            svg.Bar(across.At(second) + 1, upwards.At(share), across.At(second + 1) - across.At(second) - 2, floor - upwards.At(share), $"s{index}");
        }

        foreach (var (name, value) in marks)
        {
            svg.Line([(across.At(value), top + 24), (across.At(value), floor)], "s2");
            svg.Text(across.At(value), top + 20, name, "small middle");
        }

        svg.Text(Left, top + 6, each.Name);
    }
}
