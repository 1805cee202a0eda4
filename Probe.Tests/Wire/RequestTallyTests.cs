namespace Dixa.Probe.Wire;

public sealed class RequestTallyTests
{
    [Fact]
    public void NoMoreRequestsGoThanARunMayMake()
    {
        var tally = new RequestTally();
        for (var request = 0; request < RequestTally.Most; request++)
        {
            tally.Begin();
        }

        Assert.Throws<RequestLimitException>(tally.Begin);
        Assert.Equal(300, tally.Total);
    }

    [Fact]
    public void RequestsAreCountedByHostAndStatus()
    {
        var tally = new RequestTally();
        tally.Answered("a", 200);
        tally.Answered("a", 200);
        tally.Answered("a", null);
        tally.Answered("b", 401);

        Assert.Equal(("1 × no answer, 2 × 200", "1 × 401", "none"), (tally.Statuses("a"), tally.Statuses("b"), tally.Statuses("c")));
        Assert.Equal(3, tally.Of("a"));
    }
}
