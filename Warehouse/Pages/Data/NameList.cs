namespace Dixa.Warehouse.Pages.Data;

/// <summary>The values of a column that has few of them, each with a number from 1. NULL is 0.</summary>
public sealed class NameList
{
    private readonly List<string?> _names = [null];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public int Count => _names.Count;

    public string? this[int number] => _names[number];

    public int NumberOf(string? name)
    {
        if (name is null)
        {
            return 0;
        }

        if (!_numbers.TryGetValue(name, out var number))
        {
            number = _names.Count;
            _names.Add(name);
            _numbers.Add(name, number);
        }

        return number;
    }

    /// <summary>The number of a name; null if it is none of them.</summary>
    public int? Find(string name) => _numbers.TryGetValue(name, out var number) ? number : null;
}
