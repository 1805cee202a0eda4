using System.Text;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Writing;

/// <summary>The order in which rows are written.</summary>
public sealed class KeyOrderTests
{
    private static readonly ValueRules Rules = new(HoldsNul: true, ParsesJson: false, TimesAreText: true);

    [Fact]
    public void RowsComeInTheOrderOfTheirKeysAndThoseOfOneKeyInTheirOwn()
    {
        var random = new Random(1);
        var records = Enumerable.Range(0, 5_000).Select(i => (Key: random.Next(-500, 500), Number: i)).ToList();

        var sorted = Sort(ColumnType.WholeNumber, records.Select(each => Some.Record("s", $$"""{"n":{{each.Number}},"id":{{each.Key}}}""")));

        Assert.Equal(records.OrderBy(each => each.Key).Select(each => Some.Record("s", $$"""{"n":{{each.Number}},"id":{{each.Key}}}""")), sorted);
    }

    [Fact]
    public void RowsThatWaitInAFileAreSortedAmongTheOthers()
    {
        var random = new Random(2);
        var lines = Enumerable.Range(0, 2_000).Select(i => Some.Record("s", $$"""{"id":"{{random.Next():x8}}","n":{{i}},"text":"{{new string('x', random.Next(300))}}"}""")).ToList();

        Assert.Equal(lines.Order(StringComparer.Ordinal), Sort(ColumnType.Text, lines, spillAt: 700));
    }

    [Theory]
    [InlineData(ColumnType.WholeNumber, "12", "\"12\"")]
    [InlineData(ColumnType.WholeNumber, "120", "1.2e2")]
    [InlineData(ColumnType.Text, "\"Abc\"", "\"\\u0041bc\"")]
    [InlineData(ColumnType.Text, "\"12\"", "12")]
    [InlineData(ColumnType.Text, "\"a long one of which the beginning counts\"", "\"a long one of another end\"")]
    public void AKeyIsTheSameHoweverItIsSpelt(ColumnType type, string one, string other) => Assert.Equal(Prefix(type, one), Prefix(type, other));

    [Theory]
    [InlineData(ColumnType.WholeNumber, "-2", "-1")]
    [InlineData(ColumnType.WholeNumber, "-1", "0")]
    [InlineData(ColumnType.Text, "\"a\"", "\"ab\"")]
    [InlineData(ColumnType.Text, "\"z\"", "\"é\"")]
    public void ASmallerKeyComesFirst(ColumnType type, string smaller, string larger) => Assert.True(Prefix(type, smaller) < Prefix(type, larger));

    [Theory]
    [InlineData("no message")]
    [InlineData("{\"type\":\"RECORD\",\"record\":{\"data\":[]}}")]
    public void ALineThatIsNoRecordIsNotLost(string line) => Assert.Equal([line], Sort(ColumnType.Text, [line]));

    [Theory]
    [InlineData("different keys", false, "\"a\"", "\"b\"")]
    [InlineData("keys that begin alike", false, "\"a long one of which\"", "\"a long one of another\"", "\"a long one\"")]
    [InlineData("one key", true, "\"a long one of which\"", "\"b\"", "\"a long one of another\"", "\"a long one of which\"")]
    [InlineData("one key, spelt in two ways", true, "\"Abc\"", "\"\\u0041bc\"")]
    [InlineData("two that lack it", true, "null", "null")]
    public void WhetherAKeyMayComeTwiceIsKnown(string what, bool expected, params string[] keys)
    {
        var order = new KeyOrder();
        using var rows = new RowBuffer();
        Array.ForEach(keys, key => rows.Append(Encoding.UTF8.GetBytes(Some.Record("s", $$"""{"id":{{key}}}"""))));

        Assert.Equal(keys.Length, order.Sort(Reader(ColumnType.Text), [rows]).Count());
        Assert.True(expected == order.MayRepeatKeys, what);
    }

    [Theory]
    [InlineData(ColumnType.Number, "1.0", "1.00", true)]
    [InlineData(ColumnType.Json, "{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", true)]
    [InlineData(ColumnType.WholeNumber, "1", "2", false)]
    [InlineData(ColumnType.WholeNumber, "100", "1e2", true)]
    public void ValuesThatADatabaseTakesForEqualAreNotTakenForDifferent(ColumnType type, string one, string other, bool expected)
    {
        var order = new KeyOrder();
        using var rows = new RowBuffer();
        Array.ForEach([one, other], key => rows.Append(Encoding.UTF8.GetBytes(Some.Record("s", $$"""{"id":{{key}}}"""))));

        Assert.Equal(2, order.Sort(Reader(type), [rows]).Count());
        Assert.Equal(expected, order.MayRepeatKeys);
    }

    private static List<string> Sort(ColumnType type, IEnumerable<string> lines, int spillAt = -1)
    {
        // Two states were waiting: their rows are written together.
        RowBuffer[] buffers = [new RowBuffer(), new RowBuffer()];
        foreach (var (i, line) in lines.Index())
        {
            buffers[i < 1_000 ? 0 : 1].Append(Encoding.UTF8.GetBytes(line));
            if (i == spillAt)
            {
                buffers[0].Spill(Path.GetTempPath());
            }
        }

        var sorted = new KeyOrder().Sort(Reader(type), buffers).Select(line => Encoding.UTF8.GetString(line.Bytes, line.Start, line.Length)).ToList();
        Array.ForEach(buffers, buffer => buffer.Dispose());
        return sorted;
    }

    private static ulong Prefix(ColumnType type, string key)
    {
        var line = Encoding.UTF8.GetBytes(Some.Record("s", $$"""{"id":{{key}}}"""));
        return Reader(type).ReadKeyPrefix(line, 0, line.Length);
    }

    private static RowReader Reader(ColumnType type) => new([new TableColumn("n", "n", ColumnType.WholeNumber, IsKey: false), new TableColumn("id", "id", type, IsKey: true)], Rules);
}
