using System.Globalization;

namespace Dixa.Benchmarks.Plots;

/// <summary>Lines over two logarithmic axes.</summary>
/// <param name="xAxis">What runs to the right, with its unit.</param>
/// <param name="yAxis">What runs upwards, with its unit.</param>
/// <param name="caption">Lines below.</param>
public sealed class LogPlot(string title, string xAxis, string yAxis, IReadOnlyList<Series> series, IReadOnlyList<string> caption)
{
    private const int Width = 800;
    private const int Left = 80;
    private const int Right = 45;
    private const int Top = 62;
    private const int Bottom = 380;
    private const int LineHeight = 16;
    private const int LegendWidth = 245;

    public string ToSvg()
    {
        var svg = new Svg(Width, Bottom + 56 + (caption.Count * LineHeight), title);
        var across = new LogScale(series.SelectMany(line => line.Points).Select(point => point.X), Left, Width - Right);
        var upwards = new LogScale(series.SelectMany(line => line.Points).Select(point => point.Y), Bottom, Top);
        foreach (var tick in across.Ticks)
        {
            svg.GridLine(across.At(tick), Top, across.At(tick), Bottom);
            svg.Text(across.At(tick), Bottom + 16, Number(tick), "small middle");
        }

        foreach (var tick in upwards.Ticks)
        {
            svg.GridLine(Left, upwards.At(tick), Width - Right, upwards.At(tick));
            svg.Text(Left - 6, upwards.At(tick) + 4, Number(tick), "small end");
        }

        svg.Text((Left + Width - Right) / 2.0, Bottom + 36, xAxis, "middle");
        svg.TextUpwards(22, (Top + Bottom) / 2.0, yAxis);
        for (var i = 0; i < series.Count; i++)
        {
            svg.Bar(Left + (i * LegendWidth), 38, 10, 10, $"s{i}");
            svg.Text(Left + 16 + (i * LegendWidth), 47, series[i].Name);
            svg.Line(series[i].Points.Select(point => (across.At(point.X), upwards.At(point.Y))), $"s{i}");
            foreach (var point in series[i].Points)
            {
                svg.Point(across.At(point.X), upwards.At(point.Y), point.IsMeasured ? $"s{i}" : $"s{i} open");
            }
        }

        for (var i = 0; i < caption.Count; i++)
        {
            svg.Text(16, Bottom + 60 + (i * LineHeight), caption[i], "small");
        }

        return svg.ToString();
    }

    private static string Number(double value) =>
        value >= 1e6 ? $"{Figure.Count(value / 1e6)} million" : value.ToString("#,0.######", CultureInfo.InvariantCulture);
}
