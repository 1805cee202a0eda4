namespace Dixa.Connector.Streams;

public sealed class KeyedTableTests
{
    private const int BlockRows = KeyedTable<long, (long, long)>.BlockRows;

    /// <summary>Fewer than a block, and several blocks that the end of a block does not divide.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(BlockRows)]
    [InlineData((3 * BlockRows) + 7)]
    public void EachKeyComesOnceInOrderInItsLatestVersion(int keys)
    {
        var random = new Random(7);
        (long Key, long Version)[] rows = [.. Enumerable.Range(0, 2 * keys).Select(i => ((long)(i / 2), (long)(i % 2)))];
        random.Shuffle(rows);
        KeyedTable<long, (long Key, long Version)>[] tables = [Table(), Table(), Table()];
        foreach (var row in rows)
        {
            tables[random.Next(2)].Add(row);
        }

        var ordered = tables.InOrder();
        var expected = Enumerable.Range(0, keys).Select(key => ((long)key, 1L)).ToList();
        Assert.Equal(expected, ordered);
        Assert.Equal(expected, ordered);
    }

    /// <summary>Rows of the same few keys take the room of these keys, however many there are.</summary>
    [Fact]
    public void WhatLaterVersionsStandForTakesNoRoom()
    {
        var table = Table();
        for (var i = 0; i < 20 * BlockRows; i++)
        {
            table.Add((i % 100, i));
        }

        var block = Assert.Single(table.Blocks());
        Assert.Equal(Enumerable.Range(0, 100).Select(key => ((long)key, (20L * BlockRows) - ((20 * BlockRows) % 100) + key - (key < (20 * BlockRows) % 100 ? 0 : 100))), block);
    }

    [Fact]
    public void AnEmptyTableHasNoRows() => Assert.Empty(new[] { Table() }.InOrder());

    private static KeyedTable<long, (long Key, long Version)> Table() => new(row => row.Key, row => row.Version);
}
