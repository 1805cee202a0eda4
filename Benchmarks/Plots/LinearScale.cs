namespace Dixa.Benchmarks.Plots;

/// <summary>From 0 to the greatest value, over a span of pixels.</summary>
public sealed class LinearScale(double greatest, double start, double end)
{
    /// <summary>Four to nine round values, 0 among them.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            var step = Math.Pow(10, Math.Floor(Math.Log10(greatest)));
            step = greatest / step < 2 ? step / 5 : greatest / step < 5 ? step / 2 : step;
            for (double tick = 0; tick <= greatest; tick += step)
            {
                yield return tick;
            }
        }
    }

    public double At(double value) => start + (value / greatest * (end - start));
}
