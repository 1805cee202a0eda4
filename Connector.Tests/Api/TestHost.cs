using System.Text;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Harness;
using Refit;

namespace Dixa.Connector.Api;

/// <summary>A host on a server in this process, by a clock of which a hundred seconds pass in a real one; it is asked for teams.</summary>
internal sealed class TestHost : IDisposable
{
    private readonly MemoryLog _log = new();

    public TestHost(Uri url)
    {
        Host = new ApiHost<IDixaApi>(
            HostProfile.Dixa(10), url, "test-token", RestService.For<IDixaApi>, new SecretMask(), Clock, new Random(1), _log.Logger);
        Statistics.RateLimited = Waits.Add;
    }

    public TimeProvider Clock { get; } = new SimulatedClock(DateTimeOffset.UtcNow, 100);

    public ApiHost<IDixaApi> Host { get; }

    public RequestStatistics Statistics { get; } = new();

    /// <summary>When each wait for a rate limit that was reported ends.</summary>
    public List<DateTimeOffset> Waits { get; } = [];

    public IReadOnlyList<string> Log => _log.Lines;

    /// <summary>The answer's text.</summary>
    public Task<string> FetchAsync(RetryBudget? budget = null, Action<Response>? look = null) => Host.FetchAsync(
        "teams",
        (api, ct) => api.GetTeams(ct),
        async (response, ct) =>
        {
            look?.Invoke(response);
            using var reader = new StreamReader(response.Body, Encoding.UTF8);
            return await reader.ReadToEndAsync(ct);
        },
        Statistics,
        budget ?? RetryBudget.Patient,
        TestContext.Current.CancellationToken);

    public async Task<ConnectorException> FailAsync(RetryBudget? budget = null, Action<Response>? look = null) =>
        await Assert.ThrowsAsync<ConnectorException>(() => FetchAsync(budget, look));

    public void Dispose() => Host.Dispose();

    /// <summary>A server that gives these answers in turn, and the last of them to every further request.</summary>
    public static RawServer Answers(params string[] answers)
    {
        var count = -1;
        return new RawServer((stream, ct) => RawServer.WriteAsync(stream, answers[Math.Min(Interlocked.Increment(ref count), answers.Length - 1)], ct));
    }

    /// <param name="head">Further headers, each with its line break.</param>
    public static string Answer(int status, string body = "", string head = "") =>
        $"HTTP/1.1 {status} Text\r\n{head}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";
}
