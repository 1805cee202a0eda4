using System.Text.Json;
using Dixa.Connector.Harness;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Commands;

/// <summary>From discover to a catalog and from messages to a state, for people who have nothing but the executable.</summary>
public sealed class WithoutAPlatformTests : IDisposable
{
    private readonly SourceDixa _source = new();

    public void Dispose() => _source.Dispose();

    [Fact]
    public async Task DiscoverPrintsACatalogThatReadTakes()
    {
        var run = await _source.RunAsync("discover", "--configured");

        Assert.Equal((0, ""), (run.ExitCode, run.Stderr));
        var streams = JsonElement.Parse(string.Join('\n', run.Lines)).GetProperty("streams").EnumerateArray().ToList();
        Assert.Equal(StreamRegistry.All.Select(stream => stream.Name), streams.Select(stream => stream.GetProperty("stream").GetProperty("name").GetString()));
        Assert.Equal(
            StreamRegistry.All.Select(stream => stream.Kind.IsIncremental ? "incremental" : "full_refresh"),
            streams.Select(stream => stream.GetProperty("sync_mode").GetString()));

        // A stream a line, so that one can be deleted.
        Assert.Equal(streams.Count + 1, run.Lines.Count);

        // What it asks for beside the mode is what the connector offers, and its schemas deselect nothing.
        Assert.Equal(
            StreamRegistry.All.Select(stream => stream.Fields.Count()),
            streams.Select(stream => stream.GetProperty("stream").GetProperty("json_schema").GetProperty("properties").EnumerateObject().Count()));
    }

    [Fact]
    public async Task FromDiscoverToASecondReadWithNothingButFiles()
    {
        await using var bench = await Bench.StartAsync();
        var source = bench.Source;
        var config = source.File("config.json", bench.Config(change: json => json["lookback_minutes"] = 0));
        var discover = await source.RunAsync("discover", "--config", config, "--configured", "--streams", "conversations, agents");
        var catalog = source.File("catalog.json", string.Join('\n', discover.Lines));

        var first = await source.RunAsync("read", "--config", config, "--catalog", catalog);
        var saved = source.File("messages.jsonl", string.Join('\n', first.Lines));
        var second = await source.RunAsync("read", "--config", config, "--catalog", catalog, "--state", saved);
        var state = await source.RunAsync("state", saved, source.File("later.jsonl", string.Join('\n', second.Lines)));
        var third = await source.RunAsync("read", "--config", config, "--catalog", catalog, "--state", source.File("state.json", string.Join('\n', state.Lines)));

        Assert.Equal(bench.ConversationIds(), first.Ids("conversations").Order());
        Assert.NotEmpty(first.Ids("agents"));
        Assert.Empty(second.Ids("conversations"));
        Assert.Empty(third.Ids("conversations"));
        Assert.Equal((0, 0, ""), (third.ExitCode, state.ExitCode, state.Stderr));
        Assert.Equal(2, JsonElement.Parse(string.Join('\n', state.Lines)).GetArrayLength());
    }

    [Fact]
    public async Task AStreamThatDoesNotExistIsToldWithTheNearestName()
    {
        var run = await _source.RunAsync("discover", "--configured", "--streams", "conversations,agent");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Lines);
        Assert.StartsWith("source-dixa: There is no stream \"agent\". Did you mean \"agents\"? The streams are: conversations, ", run.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatDiscoverPrintsForPlatformsIsAnsweredWithWhatToDo(bool isBare)
    {
        var config = _source.File("config.json", """{"api_token":"test-token","start_dat":"2025-01-01"}""");
        var discover = await _source.RunAsync("discover", "--config", config);
        var catalog = isBare ? discover.Messages[^1].GetProperty("catalog").GetRawText() : string.Join('\n', discover.Lines);
        var run = await _source.RunAsync("read", "--config", config, "--catalog", _source.File("catalog.json", catalog));

        Assert.Equal(1, run.ExitCode);
        var error = Assert.Single(run.Errors).GetProperty("message").GetString()!;
        Assert.Contains("what can be read, but not what to read", error, StringComparison.Ordinal);
        Assert.Contains("source-dixa discover --configured --streams conversations,agents > catalog.json", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStateThatCannotBeReadIsToldOnStderrAlone()
    {
        var run = await _source.RunAsync("state", _source.File("messages.jsonl", "{\"type\":\"STATE\"\n{}\n"));

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Lines);
        Assert.Contains("is not valid JSON", run.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MessagesWithoutAStateGetAWarning()
    {
        var run = await _source.RunAsync(
            "read",
            "--config",
            _source.File("config.json", """{"api_token":"test-token"}"""),
            "--catalog",
            _source.File("catalog.json", """{"streams":[]}"""),
            "--state",
            _source.File("messages.jsonl", """{"type":"LOG","log":{"level":"FATAL","message":"broken"}}"""));

        Assert.Contains(run.Logs, log => log.Contains("holds messages but no state", StringComparison.Ordinal));
        Assert.Contains(run.Logs, log => log.Contains("asks for no stream", StringComparison.Ordinal));
    }
}
