using Dixa.Connector.Diagnostics;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Api;

/// <summary>What becomes of a request: which answers are taken, which are asked for again, and what is said in the end.</summary>
public sealed class ApiHostTests
{
    private const string Teams = """{"data":[{"id":"1"}]}""";

    [Fact]
    public async Task AnAnswerIsReadAtTheFirstAttempt()
    {
        using var server = TestHost.Answers(TestHost.Answer(200, Teams));
        using var host = new TestHost(server.Url);

        Assert.Equal(Teams, await host.FetchAsync());
        Assert.Equal((1, 0), (host.Statistics.Requests, host.Statistics.Retries));
        Assert.Empty(host.Waits);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task WhatMayPassIsAskedForAgain(int status)
    {
        using var server = TestHost.Answers(TestHost.Answer(status), TestHost.Answer(200, Teams));
        using var host = new TestHost(server.Url);

        Assert.Equal(Teams, await host.FetchAsync());
        Assert.Equal((2, 1), (host.Statistics.Requests, host.Statistics.Retries));
        Assert.Empty(host.Waits);
        Assert.Contains(host.Log, line => line.StartsWith("Trying again", StringComparison.Ordinal) && line.Contains($"HTTP {status}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(400, FailureKind.System)]
    [InlineData(401, FailureKind.Config)]
    [InlineData(403, FailureKind.Config)]
    [InlineData(404, FailureKind.System)]
    [InlineData(413, FailureKind.System)]
    public async Task WhatWillNotPassFailsAtOnce(int status, FailureKind kind)
    {
        using var server = TestHost.Answers(TestHost.Answer(status, "why"));
        using var host = new TestHost(server.Url);

        var failure = await host.FailAsync();

        Assert.Equal(kind, failure.Kind);
        Assert.Contains($"({status})", failure.Message, StringComparison.Ordinal);
        Assert.Contains("why", failure.InternalMessage, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("a body that breaks off", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\":")]
    [InlineData("headers that break off", "HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("what is no gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain")]
    public async Task AnAnswerThatIsNotWholeIsAskedForAgain(string name, string broken)
    {
        using var server = TestHost.Answers(broken, TestHost.Answer(200, Teams));
        using var host = new TestHost(server.Url);

        Assert.True(Teams == await host.FetchAsync(), name);
        Assert.Equal(1, host.Statistics.Retries);
    }

    [Fact]
    public async Task ARefusalHoldsTheNextRequestUpForAsLongAsItSays()
    {
        using var server = TestHost.Answers(TestHost.Answer(429, head: "Retry-After: 30\r\n"), TestHost.Answer(200, Teams));
        using var host = new TestHost(server.Url);
        var start = host.Clock.GetUtcNow();

        Assert.Equal(Teams, await host.FetchAsync());
        Assert.InRange(host.Clock.GetUtcNow() - start, TimeSpan.FromSeconds(30), TimeSpan.MaxValue);
        Assert.Contains(host.Waits, until => until >= start.AddSeconds(30));
        Assert.Contains(host.Log, line => line.StartsWith("Rate limited", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnOutageLongerThanTheBudgetIsTold()
    {
        using var server = TestHost.Answers(TestHost.Answer(503));
        using var host = new TestHost(server.Url);

        Assert.Equal(FailureKind.Transient, (await host.FailAsync(RetryBudget.Impatient)).Kind);
        Assert.Equal(2, host.Statistics.Requests);
    }

    [Fact]
    public async Task ARateLimitLongerThanTheBudgetIsTold()
    {
        using var server = TestHost.Answers(TestHost.Answer(429));
        using var host = new TestHost(server.Url);

        Assert.Contains("(429)", (await host.FailAsync(RetryBudget.Impatient)).Message, StringComparison.Ordinal);
        Assert.Equal(1, host.Statistics.Requests);
    }

    [Fact]
    public async Task AnAnswerThatDoesNotBeginIsGivenUp()
    {
        using var server = new RawServer((_, ct) => Task.Delay(Timeout.Infinite, ct));
        using var host = new TestHost(server.Url);

        Assert.Contains("did not answer within 30 seconds", (await host.FailAsync(RetryBudget.Impatient)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARedirectIsNotFollowedAndTheTokenStays()
    {
        using var elsewhere = TestHost.Answers(TestHost.Answer(200, Teams));
        using var server = TestHost.Answers(TestHost.Answer(302, head: $"Location: {elsewhere.Url}\r\n"));
        using var host = new TestHost(server.Url);

        Assert.Contains("redirect (302)", (await host.FailAsync(RetryBudget.Impatient)).Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task WhereNobodyListensTheHostIsNamed()
    {
        Uri url;
        using (var closed = TestHost.Answers(""))
        {
            url = closed.Url;
        }

        using var host = new TestHost(url);
        var failure = await host.FailAsync(RetryBudget.Impatient);

        Assert.Equal(FailureKind.Transient, failure.Kind);
        Assert.Contains("Dixa API (127.0.0.1)", failure.Message, StringComparison.Ordinal);
    }

    /// <remarks>It would be as large the next time.</remarks>
    [Fact]
    public async Task AnAnswerThatIsTooLargeToBeHeldIsNotAskedForAgain()
    {
        using var server = TestHost.Answers(TestHost.Answer(200, Teams));
        using var host = new TestHost(server.Url);

        var failure = await host.FailAsync(look: response => response.Body.HoldWhole(mostBytes: 10));

        Assert.Equal(FailureKind.System, failure.Kind);
        Assert.Contains("more than 10 bytes", failure.InternalMessage, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task AnAnswerSaysWhenItWasAskedForByTheHostsOwnClock()
    {
        using var server = TestHost.Answers(TestHost.Answer(200, Teams, "Date: Thu, 01 Jan 2026 12:00:00 GMT\r\n"));
        using var host = new TestHost(server.Url);
        var askedAt = DateTimeOffset.MinValue;

        await host.FetchAsync(look: response => askedAt = response.AskedAt);

        var answeredAt = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        Assert.InRange(askedAt, answeredAt.AddMinutes(-5), answeredAt);
    }

    [Fact]
    public async Task AStopEndsTheWaitForAnAnswer()
    {
        using var server = new RawServer((_, ct) => Task.Delay(Timeout.Infinite, ct));
        using var host = new TestHost(server.Url);
        using var stop = new CancellationTokenSource();
        var fetching = host.Host.FetchAsync(
            "teams",
            async (_, ct) =>
            {
                await stop.CancelAsync();
                ct.ThrowIfCancellationRequested();
                return null!;
            },
            (_, _) => ValueTask.FromResult(0),
            host.Statistics,
            RetryBudget.Patient,
            stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
    }
}
