namespace Dixa.Connector.Streams;

/// <summary>Collects rows in any order and enumerates them by key, each key once, in its latest version.</summary>
/// <remarks>
/// Rows are kept in blocks: a list of a million rows would be held twice while it grows, and again while it is sorted. A full block
/// is sorted in place and loses superseded versions. Enumeration merges the blocks.
/// </remarks>
/// <param name="key">Identifies a row.</param>
/// <param name="version">Of several rows with one key, the one with the highest version is kept.</param>
public sealed class KeyedTable<TKey, TRow>(Func<TRow, TKey> key, Func<TRow, long> version)
    where TKey : struct, IComparable<TKey>
{
    public const int BlockRows = 1 << 14;

    private const int FirstRows = 1 << 8;

    /// <summary>Full blocks, each sorted and with each key once.</summary>
    private readonly List<ArraySegment<TRow>> _closed = [];

    private TRow[] _open = new TRow[FirstRows];
    private int _count;

    public void Add(TRow row)
    {
        if (_count == _open.Length)
        {
            MakeRoom();
        }

        _open[_count++] = row;
    }

    /// <summary>The rows, each block sorted and with each key once.</summary>
    public IEnumerable<ArraySegment<TRow>> Blocks()
    {
        Sort();
        return _count == 0 ? _closed : _closed.Append(new ArraySegment<TRow>(_open, 0, _count));
    }

    /// <summary>Orders rows by key, and those with the same key by version, the latest first.</summary>
    public int Compare(TRow left, TRow right) => CompareKeys(left, right) is not 0 and var order ? order : version(right).CompareTo(version(left));

    public int CompareKeys(TRow left, TRow right) => key(left).CompareTo(key(right));

    /// <summary>Sorts and deduplicates the open block. If it is still more than half full, it grows, or is closed at its largest size.</summary>
    private void MakeRoom()
    {
        Sort();
        if (_count <= _open.Length / 2)
        {
            return;
        }

        if (_open.Length < BlockRows)
        {
            Array.Resize(ref _open, _open.Length * 2);
            return;
        }

        _closed.Add(new ArraySegment<TRow>(_open, 0, _count));
        _open = new TRow[BlockRows];
        _count = 0;
    }

    private void Sort()
    {
        var rows = _open.AsSpan(0, _count);
        rows.Sort(Compare);
        var kept = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (i == 0 || CompareKeys(rows[i], rows[kept - 1]) != 0)
            {
                rows[kept++] = rows[i];
            }
        }

        _count = kept;
    }
}
