using System.Net;
using System.Text.Json;
using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Simulator.Faults;
using Dixa.Simulator.Recording;

namespace Dixa.Connector.Recording;

/// <summary>A recording is played back as it was answered, and one that can't be says what to do.</summary>
public sealed class PlaybackTests
{
    [Fact]
    public async Task PagesFollowEachOtherAsTheyWereRecorded()
    {
        await using var bench = await RecorderBench.StartAsync();
        var recorded = await WalkAsync(bench, "/v1/endusers?pageLimit=50", bench.Recorder.Url);
        await using var played = await bench.PlayBackAsync();
        Assert.Equal([50, 50, 20], recorded);
        Assert.Equal(recorded, await WalkAsync(bench, "/v1/endusers?pageLimit=50", played.Url));
        Assert.Equal(recorded, await WalkAsync(bench, "/v1/endusers?pageLimit=7", played.Url));
    }

    [Fact]
    public async Task WhatWasNeverRecordedIs404()
    {
        await using var bench = await RecorderBench.StartAsync();
        using (await bench.SendAsync("/v1/tags?includeDeactivated=true"))
        {
        }

        await using var played = await bench.PlayBackAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(bench, "/v1/tags?includeDeactivated=true", played.Url));
        foreach (var target in new[] { "/v1/tags", "/v1/teams", "/v1/conversation_export?csids=1", "/v1/conversations/activitylog", "/v1/nothing/at/all" })
        {
            using var answer = await bench.SendAsync(target, to: played.Url);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("""{"message":"The requested resource could not be found"}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task AnErrorIsPlayedBackUnlessTheSameSucceededOnce()
    {
        await using var bench = await RecorderBench.StartAsync();
        foreach (var path in new[] { "/v1/teams", "/v1/queues", "/v1/message_export" })
        {
            bench.Dixa.Faults.Add(new StatusFault(403) { Path = path, WholePath = true, Body = """{"message":"Forbidden"}""", Times = path == "/v1/queues" ? 1 : -1 });
            using var first = await bench.SendAsync(path);
            using var second = await bench.SendAsync(path);
        }

        await using var played = await bench.PlayBackAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(bench, "/v1/teams", played.Url));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(bench, "/v1/message_export?created_after=1&created_before=2", played.Url));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(bench, "/v1/queues", played.Url));
    }

    [Fact]
    public async Task ExportsAreAnsweredForAnySpanAndForIds()
    {
        await using var bench = await RecorderBench.StartAsync();
        var now = DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeMilliseconds();
        var (middle, start) = (now - (10 * 86_400_000L), now - (30 * 86_400_000L));
        var whole = await RowsAsync(bench, $"/v1/conversation_export?created_after={start}&created_before={middle}", bench.Recorder.Url);
        whole.AddRange(await RowsAsync(bench, $"/v1/conversation_export?created_after={middle}&created_before={now}", bench.Recorder.Url));
        whole.AddRange(await RowsAsync(bench, $"/v1/conversation_export?created_after={middle}&created_before={now}", bench.Recorder.Url));
        await using var played = await bench.PlayBackAsync();

        var union = await RowsAsync(bench, $"/v1/conversation_export?created_after={start}&created_before={now}", played.Url);
        Assert.Equal(whole.Select(row => row.GetProperty("created_at").GetInt64()).Distinct().Order(), union.Select(row => row.GetProperty("created_at").GetInt64()).Order());
        var some = union.Take(3).Select(row => row.GetProperty("id").GetInt64()).ToArray();
        Assert.Equal(some.Order(), (await RowsAsync(bench, $"/v1/conversation_export?csids={string.Join(',', some)}", played.Url)).Select(row => row.GetProperty("id").GetInt64()).Order());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(bench, $"/v1/conversation_export?created_after={start - 86_400_000L * 5}&created_before={now}", played.Url));
    }

    [Fact]
    public async Task ARowWithoutItsTimeComesBackInTheSpanThatItCameIn()
    {
        await using var bench = await RecorderBench.StartAsync();
        bench.Dixa.Faults.Add(new ReplaceBodyFault("""[{"id":1,"updated_at":null},{"id":2}]"""));
        await RowsAsync(bench, "/v1/conversation_export?updated_after=1700000000000&updated_before=1700000001000", bench.Recorder.Url);
        await using var played = await bench.PlayBackAsync();
        Assert.Equal(2, (await RowsAsync(bench, "/v1/conversation_export?updated_after=1700000000000&updated_before=1700000000500", played.Url)).Count);
        Assert.Empty(await RowsAsync(bench, "/v1/conversation_export?updated_after=1700000000500&updated_before=1700000001000", played.Url));
    }

    [Fact]
    public async Task WhatWasPostedIsAnsweredForTheSamePost()
    {
        using var host = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 29\r\n\r\n{\"data\":[{\"id\":30428,\"x\":1}]}");
        await using var bench = await RecorderBench.StartAsync(host: host.Url);
        const string Asked = """{"query":{"value":"Nora Lind"},"filters":{"strategy":"All"}}""";
        using (await bench.SendAsync("/v1/search/conversations?pageLimit=5", HttpMethod.Post, Asked))
        {
        }

        await using var played = await bench.PlayBackAsync();
        using var line = JsonDocument.Parse(bench.Lines("answers.jsonl"));
        var posted = line.RootElement.GetProperty("posted");
        Assert.NotEqual("Nora Lind", posted.GetProperty("query").GetProperty("value").GetString());
        Assert.Equal("All", posted.GetProperty("filters").GetProperty("strategy").GetString());
        using var same = await bench.SendAsync("/v1/search/conversations", HttpMethod.Post, posted.GetRawText().Replace(":", " : ", StringComparison.Ordinal), played.Url);
        using var other = await bench.SendAsync("/v1/search/conversations", HttpMethod.Post, Asked, played.Url);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (same.StatusCode, other.StatusCode));
    }

    [Fact]
    public async Task TokensAndLimitsHoldAsUsual()
    {
        await using var bench = await RecorderBench.StartAsync();
        using (await bench.SendAsync("/v1/teams"))
        {
        }

        await bench.EndAsync();
        await using var played = await SimulatorServer.StartAsync(new SimulatorOptions { Recording = bench.Folder, Limits = new RateLimits { ApiBurst = 1, ApiPerSecond = 0.001 } }, ct: TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(bench, "/v1/teams", played.Url));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(bench, "/v1/teams", played.Url));
        using var stranger = new HttpClient();
        using var refused = await stranger.GetAsync(new Uri(played.Url, "/v1/teams"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Theory]
    [InlineData(RecordedLayout.Manifest, null, "is no recording")]
    [InlineData(RecordedLayout.Manifest, "{", "is damaged")]
    [InlineData(RecordedLayout.Manifest, """{"format":"another","version":1}""", "not the manifest of a recording")]
    [InlineData(RecordedLayout.Manifest, """{"format":"dixa-recording","version":9}""", "is of version 9")]
    [InlineData(RecordedLayout.Answers, null, "is missing")]
    [InlineData(RecordedLayout.Answers, "{}\n", "is damaged in line 1")]
    [InlineData("message_export.jsonl", "{\"row\":{\"id\":1}}\n{\"row\":\n{\"row\":{\"id\":2}}\n", "is damaged in line 2")]
    [InlineData("message_export.jsonl", "{\"rows\":{}}\n", "is damaged in line 1")]
    public async Task ADirectoryThatIsNoRecordingSaysWhatToDo(string file, string? content, string message)
    {
        await using var bench = await RecorderBench.StartAsync();
        await bench.EndAsync();
        var path = Path.Combine(bench.Folder, file);
        File.Delete(path);
        if (content is not null)
        {
            await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        }

        var failure = await Assert.ThrowsAsync<RecordingException>(() => SimulatorServer.StartAsync(new SimulatorOptions { Recording = bench.Folder }, ct: TestContext.Current.CancellationToken));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Matches("(Record anew|record anew|Name the directory|Use the simulator)", failure.Message);
    }

    [Fact]
    public async Task ATornLastLineIsLeftOut()
    {
        await using var bench = await RecorderBench.StartAsync();
        using (await bench.SendAsync("/v1/teams"))
        {
        }

        await bench.EndAsync();
        await File.AppendAllTextAsync(Path.Combine(bench.Folder, RecordedLayout.Answers), """{"method":"GET","target":"/v1/que""", TestContext.Current.CancellationToken);
        await using var played = await SimulatorServer.StartAsync(new SimulatorOptions { Recording = bench.Folder }, ct: TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(bench, "/v1/teams", played.Url));
        Assert.Contains(played.PlayedBack!.Warnings, warning => warning.Contains("is torn and left out", StringComparison.Ordinal));
    }

    private static async Task<List<int>> WalkAsync(RecorderBench bench, string target, Uri to)
    {
        var pages = new List<int>();
        for (var next = target; next is not null;)
        {
            using var answer = await bench.SendAsync(next, to: to);
            using var page = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            pages.Add(page.RootElement.GetProperty("data").GetArrayLength());
            next = page.RootElement.TryGetProperty("meta", out var meta) && meta.TryGetProperty("next", out var link) ? link.GetString() : null;
        }

        return pages;
    }

    private static async Task<List<JsonElement>> RowsAsync(RecorderBench bench, string target, Uri to)
    {
        using var answer = await bench.SendAsync(target, to: to);
        using var rows = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return [.. rows.RootElement.Clone().EnumerateArray()];
    }

    private static async Task<HttpStatusCode> StatusAsync(RecorderBench bench, string target, Uri to)
    {
        using var answer = await bench.SendAsync(target, to: to);
        return answer.StatusCode;
    }
}
