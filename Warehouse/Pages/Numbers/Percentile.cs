using System.Runtime.InteropServices;

namespace Dixa.Warehouse.Pages.Numbers;

/// <summary>Median and 90th percentile of times, as the views have them: the smallest value that so many are not above.</summary>
/// <param name="Count">How many times there are.</param>
public readonly record struct Percentile(int Count, int? Median, int? Ninetieth)
{
    /// <summary>Picks them. The values are put into another order.</summary>
    public static Percentile Of(List<int> seconds)
    {
        var values = CollectionsMarshal.AsSpan(seconds);
        if (values.IsEmpty)
        {
            return default;
        }

        var (median, ninetieth) = (Place(values.Length, 50), Place(values.Length, 90));
        var middle = Select(values, median);

        // What is after the median's place is not below it.
        return new Percentile(values.Length, middle, ninetieth == median ? middle : Select(values[(median + 1)..], ninetieth - median - 1));
    }

    private static int Place(int count, int percent) => (int)((((long)count * percent) + 99) / 100) - 1;

    /// <summary>Hoare's quickselect: the value that would be at a place if all were sorted, in time that grows with their number alone.</summary>
    private static int Select(Span<int> values, int place)
    {
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            var (pivot, left, right) = (Middle(values[low], values[(low + high) / 2], values[high]), low, high);
            while (left <= right)
            {
                while (values[left] < pivot)
                {
                    left++;
                }

                while (values[right] > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (values[left], values[right]) = (values[right--], values[left++]);
                }
            }

            if (place <= right)
            {
                high = right;
            }
            else if (place >= left)
            {
                low = left;
            }
            else
            {
                break;
            }
        }

        return values[place];
    }

    private static int Middle(int one, int other, int third) => Math.Max(Math.Min(one, other), Math.Min(Math.Max(one, other), third));
}
