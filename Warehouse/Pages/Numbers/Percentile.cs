using System.Runtime.InteropServices;

namespace Dixa.Warehouse.Pages.Numbers;

/// <summary>Median and 90th percentile of times, as the views have them: the smallest value that so many are not above.</summary>
/// <param name="Count">How many times there are.</param>
public readonly record struct Percentile(int Count, int? Median, int? Ninetieth)
{
    /// <summary>Sorts the values, and picks.</summary>
    public static Percentile Of(List<int> seconds)
    {
        var values = CollectionsMarshal.AsSpan(seconds);
        values.Sort();
        return values.IsEmpty ? default : new Percentile(values.Length, values[Place(values.Length, 50)], values[Place(values.Length, 90)]);
    }

    private static int Place(int count, int percent) => (int)((((long)count * percent) + 99) / 100) - 1;
}
