namespace Dixa.Connector.Sync;

/// <summary>Rows that are collected in any order and gone through by their key, each key once, in its latest version.</summary>
/// <remarks>
/// Kept in blocks: a list of a million rows would be held twice while it grows, and again while it is sorted. Each block is
/// sorted where it lies, and going through the table merges them.
/// </remarks>
/// <param name="key">What tells rows apart.</param>
/// <param name="version">Of several rows with one key, the one with the highest stands for all.</param>
public sealed class KeyedTable<TKey, TRow>(Func<TRow, TKey> key, Func<TRow, long> version)
    where TKey : struct, IComparable<TKey>
{
    private const int BlockRows = 1 << 14;

    private readonly List<TRow[]> _blocks = [];

    /// <summary>Rows added, those with the same key counted each.</summary>
    public int Count { get; private set; }

    public void Add(TRow row)
    {
        var block = Count / BlockRows;
        if (block == _blocks.Count)
        {
            _blocks.Add(new TRow[BlockRows]);
        }

        _blocks[block][Count % BlockRows] = row;
        Count++;
    }

    /// <summary>Forgets what was added after the first <paramref name="count"/> rows.</summary>
    public void Truncate(int count) => Count = count;

    /// <summary>To be called when all rows have been added; what it returns can be gone through as often as needed.</summary>
    public IEnumerable<TRow> InOrder()
    {
        var blocks = (Count + BlockRows - 1) / BlockRows;
        _blocks.RemoveRange(blocks, _blocks.Count - blocks);
        for (var block = 0; block < blocks; block++)
        {
            Rows(block).Sort(Compare);
        }

        return Merge();
    }

    private IEnumerable<TRow> Merge()
    {
        var next = new PriorityQueue<(int Block, int At), TRow>(Comparer<TRow>.Create(Compare));
        for (var block = 0; block < _blocks.Count; block++)
        {
            next.Enqueue((block, 0), _blocks[block][0]);
        }

        TKey? last = null;
        while (next.TryDequeue(out var place, out var row))
        {
            var following = (place.Block, At: place.At + 1);
            if (following.At < Rows(place.Block).Length)
            {
                next.Enqueue(following, _blocks[place.Block][following.At]);
            }

            if (last?.CompareTo(key(row)) != 0)
            {
                yield return row;
            }

            last = key(row);
        }
    }

    private int Compare(TRow left, TRow right) => key(left).CompareTo(key(right)) is not 0 and var order
        ? order
        : version(right).CompareTo(version(left));

    private Span<TRow> Rows(int block) => _blocks[block].AsSpan(0, Math.Min(BlockRows, Count - (block * BlockRows)));
}
