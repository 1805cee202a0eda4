namespace Dixa.Warehouse.Pages.Markup;

/// <summary>The vertical axis of a chart: from its bottom to its top in equal steps that people can read.</summary>
public sealed record ChartScale(double Bottom, double Top, int Steps)
{
    private const int MostSteps = 4;

    /// <summary>Steps of times, in seconds: each divides what comes after it or is read as easily.</summary>
    private static readonly double[] OfTime = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 432000, 864000, 1728000, 4320000, 8640000];

    /// <summary>An axis of whole numbers from nought.</summary>
    public static ChartScale Counts(double most)
    {
        var raw = Math.Max(1, most) / MostSteps;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = Math.Max(1, magnitude * (raw / magnitude) switch
        {
            <= 1 => 1,
            <= 2 => 2,
            <= 5 => 5,
            _ => 10,
        });
        return Of(step, most);
    }

    /// <summary>An axis of seconds from nought.</summary>
    public static ChartScale Times(double most) => Of(Array.Find(OfTime, step => step * MostSteps >= most) is > 0 and var step ? step : OfTime[^1] * Math.Ceiling(most / MostSteps / OfTime[^1]), most);

    /// <summary>The values of the lines, from the bottom up.</summary>
    public IEnumerable<double> Ticks => Enumerable.Range(0, Steps + 1).Select(step => Bottom + ((Top - Bottom) * step / Steps));

    /// <summary>How far from the bottom a value is, from 0 to 1.</summary>
    public double Share(double value) => Math.Clamp((value - Bottom) / (Top - Bottom), 0, 1);

    private static ChartScale Of(double step, double most)
    {
        var steps = Math.Max(1, (int)Math.Ceiling(most / step));
        return new ChartScale(0, step * steps, steps);
    }
}
