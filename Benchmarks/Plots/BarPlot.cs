namespace Dixa.Benchmarks.Plots;

/// <summary>Bars from left to right, in groups one below the other.</summary>
/// <param name="title">Says the unit.</param>
/// <param name="series">The names of the bars of a group.</param>
/// <param name="caption">Lines below.</param>
public sealed class BarPlot(string title, IReadOnlyList<string> series, IReadOnlyList<BarGroup> groups, IReadOnlyList<string> caption)
{
    private const int Width = 800;
    private const int Left = 250;
    private const int Right = 70;
    private const int Top = 62;
    private const int BarHeight = 14;
    private const int LineHeight = 16;

    public string ToSvg()
    {
        var groupHeight = (series.Count * BarHeight) + 12;
        var bottom = Top + (groups.Count * groupHeight);
        var svg = new Svg(Width, bottom + 24 + (caption.Count * LineHeight), title);
        var scale = new LinearScale(groups.Max(group => group.Values.Max()), Left, Width - Right);
        for (var i = 0; i < series.Count; i++)
        {
            svg.Bar(Left + (i * 160), 38, 10, 10, $"s{i}");
            svg.Text(Left + 16 + (i * 160), 47, series[i]);
        }

        foreach (var tick in scale.Ticks)
        {
            svg.GridLine(scale.At(tick), Top, scale.At(tick), bottom);
            svg.Text(scale.At(tick), bottom + 14, Figure.Count(tick), "small middle");
        }

        for (var i = 0; i < groups.Count; i++)
        {
            var y = Top + 6 + (i * groupHeight);
            svg.Text(Left - 10, y + (series.Count * BarHeight / 2) + 4, groups[i].Name, "end");
            for (var bar = 0; bar < series.Count; bar++)
            {
                var value = groups[i].Values[bar];
                svg.Bar(Left, y + (bar * BarHeight), scale.At(value) - Left, BarHeight - 2, $"s{bar}");
                svg.Text(scale.At(value) + 5, y + (bar * BarHeight) + 10, Figure.Count(value), "small");
            }
        }

        for (var i = 0; i < caption.Count; i++)
        {
            svg.Text(16, bottom + 32 + (i * LineHeight), caption[i], "small");
        }

        return svg.ToString();
    }
}
