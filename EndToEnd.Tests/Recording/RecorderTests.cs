using System.Net;
using System.Text.Json;
using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Simulator.Faults;
using Dixa.Simulator.Recording;

namespace Dixa.Connector.Recording;

/// <summary>The client of a recorder is answered as Dixa answers, whatever becomes of the recording.</summary>
public sealed class RecorderTests
{
    private const string Agents = "/v1/agents?pageLimit=10";

    [Fact]
    public async Task AnAnswerReachesTheClientByteByByte()
    {
        await using var bench = await RecorderBench.StartAsync();
        Assert.Equal(await BytesAsync(bench, Agents, bench.Dixa.Url), await BytesAsync(bench, Agents));
        var window = $"/v1/message_export?created_after={DateTimeOffset.UtcNow.AddDays(-30).ToUnixTimeMilliseconds()}&created_before={DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}";
        Assert.Equal(await BytesAsync(bench, window, bench.Dixa.Url), await BytesAsync(bench, window));
    }

    [Fact]
    public async Task ARefusalForTheRateReachesTheClientWithItsTimeAndIsNotRecorded()
    {
        await using var bench = await RecorderBench.StartAsync();
        bench.Dixa.Limits = new RateLimits { ApiBurst = 1, ApiPerSecond = 0.01, SendRetryAfter = true };
        using var first = await bench.SendAsync(Agents);
        using var second = await bench.SendAsync(Agents);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.InRange(second.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 90, 101);
        Assert.Equal((2, 1, 1), await bench.EndAsync() is var counts ? (counts.Requests, counts.Answers, counts.Unrecorded) : default);
    }

    [Fact]
    public async Task ARedirectIsPassedOnAndNotFollowed()
    {
        using var elsewhere = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        await using var bench = await RecorderBench.StartAsync();
        bench.Dixa.Faults.Add(new RedirectFault($"{elsewhere.Url}v1/agents"));
        using var answer = await bench.SendAsync(Agents);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Empty(elsewhere.Requests);
        Assert.Equal(1, (await bench.EndAsync()).Unrecorded);
    }

    [Fact]
    public async Task ABodyThatBreaksOffBreaksOffForTheClientAndItsWholeRowsStay()
    {
        await using var bench = await RecorderBench.StartAsync();
        bench.Dixa.Faults.Add(new CutFault(20_000) { Path = "/v1/conversation_export" });
        await Assert.ThrowsAsync<HttpRequestException>(() => bench.SendAsync(Window()));
        Assert.Equal(1, (await bench.EndAsync()).Unrecorded);
        var rows = bench.Lines("conversation_export.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(rows.Length, 3, 29);
        Assert.All(rows, row => JsonDocument.Parse(row).Dispose());
    }

    [Fact]
    public async Task BrokenGzipReachesTheClientAsItIs()
    {
        await using var bench = await RecorderBench.StartAsync();
        bench.Dixa.Faults.Add(new BrokenGzipFault(500));
        using var answer = await bench.SendAsync(Agents);
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        Assert.True((await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length > 500);
        Assert.Equal(1, (await bench.EndAsync()).Unrecorded);
    }

    [Fact]
    public async Task ABombIsNotUnpackedBeyondItsLimit()
    {
        await using var bench = await RecorderBench.StartAsync(new RecordingLimits { AnswerBytes = 1_000_000, HeldBytes = 100_000 });
        bench.Dixa.Faults.Add(new SwellFault(300_000_000));
        using var answer = await bench.SendAsync(Agents);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((0, 1), await bench.EndAsync() is var counts ? (counts.Answers, counts.Unrecorded) : default);
        Assert.Empty(bench.Lines("answers.jsonl"));
    }

    [Theory]
    [InlineData("<html>Nora Lind is busy</html>", 200, 0)]
    [InlineData("""{"data":[{"id":"Nora"}]""", 200, 0)]
    [InlineData("""{"data":[]} Nora""", 200, 0)]
    [InlineData("<html>Nora Lind is busy</html>", 500, 1)]
    [InlineData("""{"message":"Forbidden"}""", 403, 1)]
    public async Task ABodyThatIsNoJsonIsPassedOnAndRecordedOnlyAsAnError(string body, int status, long recorded)
    {
        await using var bench = await RecorderBench.StartAsync();
        bench.Dixa.Faults.Add(new StatusFault(status) { Body = body });
        using var answer = await bench.SendAsync(Agents);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(recorded, (await bench.EndAsync()).Answers);
        Assert.DoesNotContain("Nora", bench.Lines("answers.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeepAndLargeJsonIsPassedOnAndNotRecorded()
    {
        await using var bench = await RecorderBench.StartAsync(new RecordingLimits { HeldBytes = 10_000 });
        var deep = new string('[', 5_000) + new string(']', 5_000);
        foreach (var body in new[] { deep, $"{{\"data\":\"{new string('x', 200_000)}\"}}", $"[{string.Concat(Enumerable.Repeat("1,", 20_000))}1]" })
        {
            bench.Dixa.Faults.Add(new ReplaceBodyFault(body));
            using var answer = await bench.SendAsync(Agents);
            Assert.Equal(body, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal((0, 3), await bench.EndAsync() is var counts ? (counts.Answers, counts.Unrecorded) : default);
        Assert.Empty(bench.Lines("answers.jsonl"));
    }

    [Theory]
    [InlineData("GET http://169.254.169.254/v1/agents")]
    [InlineData("GET //169.254.169.254/v1/agents")]
    [InlineData("GET /v1//169.254.169.254/agents")]
    [InlineData("GET /v1/../internal")]
    [InlineData("GET /v1/%2e%2e/internal")]
    [InlineData("GET /v1/%252e%252e/internal")]
    [InlineData("GET /v1/agents%2f..%2f..%2finternal")]
    [InlineData("GET /v1/agents\\..\\internal")]
    [InlineData("GET /v1/agents%00")]
    [InlineData("GET /v1/agents%0d%0aHost:%20example.com")]
    [InlineData("GET /_simulator/requests")]
    [InlineData("GET /v2/agents")]
    [InlineData("GET @example.com/v1/agents")]
    [InlineData("CONNECT example.com:443")]
    public async Task NoTargetLeadsElsewhere(string requestLine)
    {
        await using var bench = await RecorderBench.StartAsync();
        Assert.Matches(@"^HTTP/1\.1 4\d\d ", await bench.SendRawAsync(requestLine));
        Assert.Empty(bench.Dixa.Requests.All);
    }

    [Theory]
    [InlineData("DELETE", "/v1/webhooks/5d2f6a58-0c1e-4b7a-9a57-0d7c6a5d1f11")]
    [InlineData("POST", "/v1/webhooks")]
    [InlineData("POST", "/v1/analytics/metrics/x")]
    [InlineData("PATCH", "/v1/agents")]
    [InlineData("PUT", "/v1/agents")]
    [InlineData("HEAD", "/v1/agents")]
    public async Task WhatChangesSomethingIsNotPassedOn(string method, string target)
    {
        await using var bench = await RecorderBench.StartAsync();
        using var answer = await bench.SendAsync(target, new HttpMethod(method), method == "HEAD" ? null : "{}");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Empty(bench.Dixa.Requests.All);
    }

    [Fact]
    public async Task HeadersOfAnAnswerAddNoneToTheClients()
    {
        using var host = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 11\r\nSet-Cookie: nora=1\r\nX-Evil: 1\r\nLocation: /a\u0001b\r\nRetry-After: 5\r\n\r\n{\"data\":[]}");
        await using var bench = await RecorderBench.StartAsync(host: host.Url);
        using var answer = await bench.SendAsync(Agents);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter!.Delta);
        Assert.DoesNotContain(answer.Headers, header => header.Key is "Set-Cookie" or "X-Evil" or "Location");
        Assert.Equal(1, (await bench.EndAsync()).Answers);
    }

    [Fact]
    public async Task AHostThatCannotBeReachedIsNamed()
    {
        await using var bench = await RecorderBench.StartAsync(host: new Uri("http://127.0.0.1:1"));
        using var answer = await bench.SendAsync(Agents);
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Contains("reach http://127.0.0.1:1", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherRecorderHasAnotherKey()
    {
        await using var dixa = await SimulatorServer.StartAsync(new SimulatorOptions { Conversations = 1, EndUsers = 1, Months = 1, Limits = RateLimits.None }, ct: TestContext.Current.CancellationToken);
        var folder = Directory.CreateTempSubdirectory("dixa-recorder-test");
        var made = new List<string>();
        using var client = new HttpClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", dixa.Options.Token);
        foreach (var name in new[] { "one", "other" })
        {
            var to = Path.Combine(folder.FullName, name);
            await using (var recorder = await RecorderServer.StartAsync(new RecorderOptions { To = to, DixaUrl = dixa.Url, ExportsUrl = dixa.Url }, ct: TestContext.Current.CancellationToken))
            {
                await client.GetByteArrayAsync(new Uri(recorder.Url, "/v1/organization"), TestContext.Current.CancellationToken);
            }

            made.Add(await File.ReadAllTextAsync(Path.Combine(to, RecordedLayout.Answers), TestContext.Current.CancellationToken));
        }

        folder.Delete(recursive: true);
        Assert.NotEqual(made[0], made[1]);
        Assert.All(made, lines => Assert.DoesNotContain(dixa.Organization.Workspace.Details.Name, lines, StringComparison.Ordinal));
    }

    private static string Window() =>
        $"/v1/conversation_export?updated_after={DateTimeOffset.UtcNow.AddDays(-30).ToUnixTimeMilliseconds()}&updated_before={DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeMilliseconds()}";

    private static async Task<byte[]> BytesAsync(RecorderBench bench, string target, Uri? to = null)
    {
        using var answer = await bench.SendAsync(target, to: to);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }
}
