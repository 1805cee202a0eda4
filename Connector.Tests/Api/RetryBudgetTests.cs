using System.Net;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Api;

public sealed class RetryBudgetTests
{
    private static readonly HttpFault Outage = new(HttpStatusCode.ServiceUnavailable, CanRetry: true, MaySplit: false);
    private static readonly HttpFault TooMuch = new(HttpStatusCode.RequestTimeout, CanRetry: true, MaySplit: true);
    private static readonly HttpFault Refusal = new(HttpStatusCode.TooManyRequests, CanRetry: true, MaySplit: false);

    [Fact]
    public void ASyncTriesSevenTimes()
    {
        Assert.True(RetryBudget.Patient.Allows(Outage, failures: 6, TimeSpan.Zero));
        Assert.False(RetryBudget.Patient.Allows(Outage, failures: 7, TimeSpan.Zero));
    }

    [Fact]
    public void WhatCanBeSplitIsGivenBackAfterTwo()
    {
        Assert.True(RetryBudget.Splittable.Allows(TooMuch, failures: 1, TimeSpan.Zero));
        Assert.False(RetryBudget.Splittable.Allows(TooMuch, failures: 2, TimeSpan.Zero));
        Assert.True(RetryBudget.Splittable.Allows(Outage, failures: 2, TimeSpan.Zero));
    }

    /// <remarks>Failures don't count against it, only the time since the first refusal, and the time that the next wait would take.</remarks>
    [Fact]
    public void ARateLimitMayTakeAnHour()
    {
        Assert.True(RetryBudget.Patient.Allows(Refusal, failures: 100, TimeSpan.FromMinutes(59)));
        Assert.False(RetryBudget.Patient.Allows(Refusal, failures: 0, TimeSpan.FromMinutes(60)));
        Assert.False(RetryBudget.Patient.Allows(Refusal with { RetryAfter = TimeSpan.FromMinutes(2) }, failures: 0, TimeSpan.FromMinutes(59)));
    }

    [Fact]
    public void ACheckTriesTwiceAndWaitsForNoRateLimit()
    {
        Assert.True(RetryBudget.Impatient.Allows(Outage, failures: 1, TimeSpan.Zero));
        Assert.False(RetryBudget.Impatient.Allows(Outage, failures: 2, TimeSpan.Zero));
        Assert.False(RetryBudget.Impatient.Allows(Refusal, failures: 0, TimeSpan.Zero));
    }
}
