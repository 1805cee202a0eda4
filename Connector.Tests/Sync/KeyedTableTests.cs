namespace Dixa.Connector.Sync;

public sealed class KeyedTableTests
{
    /// <summary>More than four blocks, and every row of them twice.</summary>
    private const int Keys = 40_000;

    [Fact]
    public void EachKeyComesOnceInOrderInItsLatestVersion()
    {
        var table = Table();
        var random = new Random(7);
        (long Key, long Version)[] rows = [.. Enumerable.Range(0, 2 * Keys).Select(i => ((long)(i / 2), (long)(i % 2)))];
        random.Shuffle(rows);
        foreach (var row in rows)
        {
            table.Add(row);
        }

        var ordered = table.InOrder();
        var expected = Enumerable.Range(0, Keys).Select(key => ((long)key, 1L)).ToList();
        Assert.Equal(expected, ordered);
        Assert.Equal(expected, ordered);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16_384)]
    [InlineData(20_000)]
    public void WhatWasTruncatedIsForgotten(int kept)
    {
        var table = Table();
        for (var key = 0; key < Keys; key++)
        {
            table.Add((key, 0));
        }

        table.Truncate(kept);
        table.Add((Keys, 0));

        Assert.Equal(kept + 1, table.Count);
        Assert.Equal([.. Enumerable.Range(0, kept).Select(key => ((long)key, 0L)), (Keys, 0L)], table.InOrder());
    }

    [Fact]
    public void AnEmptyTableHasNoRows() => Assert.Empty(Table().InOrder());

    private static KeyedTable<long, (long Key, long Version)> Table() => new(row => row.Key, row => row.Version);
}
