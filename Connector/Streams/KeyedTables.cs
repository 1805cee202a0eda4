namespace Dixa.Connector.Streams;

/// <summary>Enumerates several tables as one.</summary>
public static class KeyedTables
{
    /// <summary>All rows by key, each key once. Call it after all rows have been added; it can be enumerated repeatedly.</summary>
    public static IEnumerable<TRow> InOrder<TKey, TRow>(this IReadOnlyList<KeyedTable<TKey, TRow>> tables)
        where TKey : struct, IComparable<TKey> =>
        tables.Count == 0 ? [] : Merge([.. tables.SelectMany(table => table.Blocks())], tables[0]);

    private static IEnumerable<TRow> Merge<TKey, TRow>(ArraySegment<TRow>[] blocks, KeyedTable<TKey, TRow> order)
        where TKey : struct, IComparable<TKey>
    {
        var next = new PriorityQueue<(int Block, int At), TRow>(Comparer<TRow>.Create(order.Compare));
        for (var block = 0; block < blocks.Length; block++)
        {
            next.Enqueue((block, 0), blocks[block][0]);
        }

        var isFirst = true;
        TRow last = default!;
        while (next.TryDequeue(out var place, out var row))
        {
            var following = (place.Block, At: place.At + 1);
            if (following.At < blocks[place.Block].Count)
            {
                next.Enqueue(following, blocks[place.Block][following.At]);
            }

            if (isFirst || order.CompareKeys(last, row) != 0)
            {
                yield return row;
            }

            (isFirst, last) = (false, row);
        }
    }
}
