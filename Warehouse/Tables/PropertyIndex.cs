using System.Text;

namespace Dixa.Warehouse.Tables;

/// <summary>Finds the column of a property by the bytes of its name.</summary>
/// <remarks>Records have their properties in the same order, mostly: the one that followed the last time is tried before the table is.</remarks>
public sealed class PropertyIndex
{
    private readonly byte[][] _names;
    private readonly int[] _next;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _columns;

    public PropertyIndex(IReadOnlyList<TableColumn> columns)
    {
        _names = [.. columns.Select(column => Encoding.UTF8.GetBytes(column.Property))];
        _next = new int[_names.Length + 1];
        var byName = new Dictionary<byte[], int>(BytesComparer.Instance);
        for (var i = 0; i < _names.Length; i++)
        {
            byName.TryAdd(_names[i], i);
        }

        _columns = byName.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The column of a property, or -1.</summary>
    /// <param name="previous">The column that was found before in the same record; -1 at its beginning.</param>
    public int Find(ReadOnlySpan<byte> name, int previous)
    {
        ref var guess = ref _next[previous + 1];
        if (guess < _names.Length && name.SequenceEqual(_names[guess]))
        {
            return guess;
        }

        if (!_columns.TryGetValue(name, out var column))
        {
            return -1;
        }

        guess = column;
        return column;
    }
}
