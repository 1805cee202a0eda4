namespace Dixa.Connector.Streams;

public sealed class WrittenRecordsTests
{
    [Fact]
    public void ARecordIsNewOnce()
    {
        var written = new WrittenRecords();
        var random = new Random(1);
        var prints = Enumerable.Range(0, 100_000).Select(_ => (ulong)random.NextInt64()).Append(0UL).Append(1UL << 63).Distinct().ToList();

        Assert.All(prints, print => Assert.True(written.Add(print)));
        Assert.All(prints, print => Assert.False(written.Add(print)));

        written.Clear();
        Assert.True(written.Add(prints[0]));
    }

    [Fact]
    public void PastItsLimitNothingIsTakenForWritten()
    {
        var written = new WrittenRecords();
        for (var i = 1UL; i <= 2_000_000; i++)
        {
            Assert.True(written.Add(i * 0x9E3779B97F4A7C15));
        }

        Assert.False(written.Add(unchecked(1_500_000 * 0x9E3779B97F4A7C15)));
        Assert.True(written.Add(12345));
        Assert.True(written.Add(12345));
        Assert.False(written.Add(0x9E3779B97F4A7C15));
    }
}
