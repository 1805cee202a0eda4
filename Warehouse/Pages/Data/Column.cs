namespace Dixa.Warehouse.Pages.Data;

/// <summary>Values of one column, as they are added: an array that grows.</summary>
public sealed class Column<T>
{
    private T[] _values = new T[1024];

    public int Count { get; private set; }

    public ReadOnlySpan<T> Values => _values.AsSpan(0, Count);

    public T this[int row] => _values[row];

    public void Add(T value)
    {
        if (Count == _values.Length)
        {
            Array.Resize(ref _values, Count * 2);
        }

        _values[Count++] = value;
    }

    /// <summary>Gives back what it has reserved and doesn't need.</summary>
    public void Trim() => Array.Resize(ref _values, Count);
}
