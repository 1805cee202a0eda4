using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Writing;

/// <summary>
/// Puts rows into the order of their keys, so that neighbours in the index are written one after the other. With keys at random each row would
/// fetch and change a page of its own, of an index that is larger than the database's cache.
/// </summary>
/// <remarks>Rows of one key stay in the order in which they came. Too many rows for one run are sorted in several.</remarks>
/// <param name="reader">Reads the keys; whoever takes the lines may use it between them.</param>
public sealed class KeyOrder(RowReader reader)
{
    /// <summary>The rows of one run: 6 MB of keys and places.</summary>
    private const int MostRows = 1 << 18;

    private readonly Scratch _room = new();
    private ulong[] _keys = [];
    private Place[] _places = [];
    private int _count;

    /// <summary>The lines in the order of their keys. A line holds until the next one is asked for.</summary>
    public IEnumerable<RowLine> Sort(IReadOnlyList<RowBuffer> rows)
    {
        _count = 0;
        var most = (int)Math.Min(MostRows, rows.Sum(each => each.Count));
        if (_keys.Length < most)
        {
            (_keys, _places) = (new ulong[most], new Place[most]);
        }

        for (var buffer = 0; buffer < rows.Count; buffer++)
        {
            foreach (var (line, address) in rows[buffer].Lines())
            {
                _keys[_count] = reader.ReadKeyPrefix(line.Bytes, line.Start, line.Length);
                _places[_count++] = new Place(address, buffer, line.Length);
                if (_count == MostRows)
                {
                    foreach (var sorted in Run(rows))
                    {
                        yield return sorted;
                    }
                }
            }
        }

        foreach (var sorted in Run(rows))
        {
            yield return sorted;
        }
    }

    private IEnumerable<RowLine> Run(IReadOnlyList<RowBuffer> rows)
    {
        SortRun();
        for (var i = 0; i < _count; i++)
        {
            var (address, buffer, length) = _places[i];
            yield return rows[buffer].At(address, length, _room);
        }

        _count = 0;
    }

    private void SortRun()
    {
        var keys = _keys.AsSpan(0, _count);
        var places = _places.AsSpan(0, _count);
        keys.Sort(places);
        for (var (start, end) = (0, 1); end <= _count; end++)
        {
            if (end == _count || keys[end] != keys[start])
            {
                if (end - start > 1)
                {
                    places[start..end].Sort();
                }

                start = end;
            }
        }
    }

    private readonly record struct Place(long Address, int Buffer, int Length) : IComparable<Place>
    {
        public int CompareTo(Place other) => (Buffer, Address).CompareTo((other.Buffer, other.Address));
    }
}
