namespace Dixa.Benchmarks.Plots;

/// <summary>From one power of ten to another, over a span of pixels.</summary>
public sealed class LogScale
{
    private readonly int _first;
    private readonly int _last;
    private readonly double _start;
    private readonly double _end;

    /// <summary>The powers of ten that hold all values, which are above 0.</summary>
    public LogScale(IEnumerable<double> values, double start, double end)
    {
        double[] logarithms = [.. values.Select(Math.Log10)];
        (_first, _last) = ((int)Math.Floor(logarithms.Min()), (int)Math.Ceiling(logarithms.Max()));
        (_start, _end) = (start, end);
    }

    public IEnumerable<double> Ticks => Enumerable.Range(_first, _last - _first + 1).Select(power => Math.Pow(10, power));

    public double At(double value) => _start + ((Math.Log10(value) - _first) / (_last - _first) * (_end - _start));
}
