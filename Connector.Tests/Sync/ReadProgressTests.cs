using Dixa.Connector.Harness;

namespace Dixa.Connector.Sync;

public sealed class ReadProgressTests
{
    private readonly ManualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly StringWriter _terminal = new();

    [Fact]
    public void TheLineIsRewrittenAndGoesInTheEnd()
    {
        using (new ReadProgress([], _terminal, _clock))
        {
            Assert.Equal("", _terminal.ToString());
            _clock.Advance(ReadProgress.Every);
            _clock.Advance(ReadProgress.Every);
        }

        Assert.Matches(@"^(\r\e\[K0 of 0 streams, 0 records, 0 [^,]+, 0 requests in [^\r]+){2}\r\e\[K$", _terminal.ToString());
    }

    [Fact]
    public void NothingIsWrittenAfterTheEnd()
    {
        var progress = new ReadProgress([], _terminal, _clock);
        progress.Dispose();
        var end = _terminal.ToString();
        _clock.Advance(ReadProgress.Every);

        Assert.Equal(end, _terminal.ToString());
    }
}
