namespace Dixa.Connector.Api;

public sealed class RequestStatisticsTests
{
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
