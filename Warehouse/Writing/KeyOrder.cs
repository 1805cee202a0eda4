using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Writing;

/// <summary>
/// Puts rows into the order of their keys, so that neighbours in the index are written one after the other. With keys at random each row would
/// fetch and change a page of its own, of an index that is larger than the database's cache.
/// </summary>
/// <remarks>Rows of one key stay in the order in which they came. Too many rows for one run are sorted in several.</remarks>
public sealed class KeyOrder
{
    /// <summary>The rows of one run: 6 MB of keys and places.</summary>
    private const int MostRows = 1 << 18;

    /// <summary>So many rows are read a second time to tell whether two of them have one key.</summary>
    private const int MostChecked = 1_000;

    private readonly Scratch _room = new();
    private ulong[] _keys = [];
    private Place[] _places = [];
    private int _count;
    private int _checked;

    /// <summary>Whether of the rows that were given out two may have the same key.</summary>
    public bool MayRepeatKeys { get; private set; }

    /// <summary>The lines in the order of their keys. A line holds until the next one is asked for.</summary>
    /// <param name="reader">Reads the keys; whoever takes the lines may use it between them.</param>
    public IEnumerable<RowLine> Sort(RowReader reader, IReadOnlyList<RowBuffer> rows)
    {
        (_count, _checked, MayRepeatKeys) = (0, 0, false);
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
                    // Of another run nothing is known here.
                    MayRepeatKeys = true;
                    foreach (var sorted in Run(reader, rows))
                    {
                        yield return sorted;
                    }
                }
            }
        }

        foreach (var sorted in Run(reader, rows))
        {
            yield return sorted;
        }
    }

    private IEnumerable<RowLine> Run(RowReader reader, IReadOnlyList<RowBuffer> rows)
    {
        SortRun(reader, rows);
        for (var i = 0; i < _count; i++)
        {
            yield return LineAt(_places[i], rows);
        }

        _count = 0;
    }

    private RowLine LineAt(Place place, IReadOnlyList<RowBuffer> rows) => rows[place.Buffer].At(place.Address, place.Length, _room);

    private void SortRun(RowReader reader, IReadOnlyList<RowBuffer> rows)
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
                    MayRepeatKeys |= MayRepeat(reader, rows, places[start..end]);
                }

                start = end;
            }
        }
    }

    /// <summary>Whether two of the rows, whose keys begin alike, may have the same key.</summary>
    private bool MayRepeat(RowReader reader, IReadOnlyList<RowBuffer> rows, ReadOnlySpan<Place> places)
    {
        _checked += places.Length;
        if (MayRepeatKeys || _checked > MostChecked)
        {
            return true;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            var (bytes, start, length) = LineAt(place, rows);
            if (reader.ReadKey(bytes, start, length) is not { } key || !keys.Add(key))
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct Place(long Address, int Buffer, int Length) : IComparable<Place>
    {
        public int CompareTo(Place other) => (Buffer, Address).CompareTo((other.Buffer, other.Address));
    }
}
