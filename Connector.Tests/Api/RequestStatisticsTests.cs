namespace Dixa.Connector.Api;

public sealed class RequestStatisticsTests
{
    [Fact]
    public void APartsRequestsCountForTheWholeToo()
    {
        var whole = new RequestStatistics();
        var part = new RequestStatistics(whole);
        part.AddRequest(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));
        part.AddRetry();
        whole.AddRequest(TimeSpan.Zero, TimeSpan.FromSeconds(11));

        Assert.Equal((1, 1, TimeSpan.FromSeconds(2)), (part.Requests, part.Retries, part.Waited));
        Assert.Equal((2, 1, TimeSpan.FromSeconds(2)), (whole.Requests, whole.Retries, whole.Waited));
    }

    [Fact]
    public void RequestsThatWaitSideBySideWaitOnce()
    {
        var statistics = new RequestStatistics();
        statistics.AddRequest(TimeSpan.FromSeconds(10), until: TimeSpan.FromSeconds(10));
        statistics.AddRequest(TimeSpan.FromSeconds(10), until: TimeSpan.FromSeconds(12));
        statistics.AddRequest(TimeSpan.FromSeconds(1), until: TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(12), statistics.Waited);
    }
}
