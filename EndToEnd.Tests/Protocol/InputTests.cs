using System.Globalization;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Protocol;

/// <summary>Catalogs and states as platforms send them, and as they should not.</summary>
public sealed class InputTests
{
    [Fact]
    public async Task AStreamThatDoesNotExistIsIncompleteAndTheOthersSync()
    {
        await using var bench = await Bench.StartAsync();
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "no_such_stream", "teams"));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("INCOMPLETE", run.Statuses("no_such_stream").Last());
        Assert.Equal("COMPLETE", run.Statuses("teams").Last());
        Assert.NotEmpty(run.Ids("teams"));
        var error = Assert.Single(run.Errors);
        Assert.Equal("config_error", error.GetProperty("failure_type").GetString());
        Assert.Contains("There is no stream \"no_such_stream\"", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASyncModeThatCannotBeIsAConfigError()
    {
        await using var bench = await Bench.StartAsync();
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog("INVALID", "conversations"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("configured with the sync mode \"INVALID\"", Assert.Single(run.Errors).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(bench.Simulator.Requests.All);
    }

    [Theory]
    [InlineData("{}", "no array \"streams\"")]
    [InlineData("""{"streams":[{}]}""", "no \"stream\" with a \"name\"")]
    [InlineData("""{"streams":[{"stream":{"name":"teams"}},{"stream":{"name":"teams"}}]}""", "lists the stream \"teams\" twice")]
    [InlineData("nonsense", "not valid JSON")]
    public async Task ACatalogThatIsNoneIsAConfigError(string catalog, string expected)
    {
        await using var bench = await Bench.StartAsync();
        var run = await bench.Source.ReadAsync(bench.Config(), catalog);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, Assert.Single(run.Errors).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Every shape in which a platform may hand a state back; <c>$</c> stands for the cursor.</summary>
    [Theory]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversations"},"stream_state":{"updated_at":$}}}]""")]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversations","namespace":null},"stream_state":{"updated_at":"$"}},"global":null,"data":null}]""")]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversations","namespace":"lost"},"stream_state":{"updated_at":$,"other":1}}}]""")]
    [InlineData("""[{"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversations"},"stream_state":{"updated_at":$}}}}]""")]
    [InlineData("""{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversations"},"stream_state":{"updated_at":$}}}""")]
    [InlineData("""{"conversations":{"updated_at":$}}""")]
    [InlineData("""{"bookmarks":{"conversations":{"updated_at":$},"messages":{"created_at":$}},"currently_syncing":"messages"}""")]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversation_export"},"stream_state":{"updated_at":"$"}}}]""")]
    [InlineData("""[{"type":"LEGACY","data":{"conversations":{"updated_at":$}}}]""")]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"gone"},"stream_state":{"a":1}}},{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversations"},"stream_state":{"updated_at":$}}}]""")]
    public async Task AStateIsUnderstoodInEveryShape(string shape)
    {
        await using var bench = await Bench.StartAsync();
        var cursor = bench.Now.AddDays(-10);
        var run = await bench.Source.ReadAsync(
            bench.Config(change: config => config["lookback_minutes"] = 0),
            SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"),
            shape.Replace("$", cursor.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

        Assert.Equal(0, run.ExitCode);
        var expected = bench.Simulator.Organization.Conversations.Where(conversation => conversation.UpdatedAtMs >= cursor.ToUnixTimeMilliseconds());
        Assert.Equal(expected.Select(conversation => $"{conversation.Id}").Order(), run.Ids("conversations").Order());
        Assert.Equal(shape.Contains("gone", StringComparison.Ordinal), run.Logs.Any(log => log.Contains("gone", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversations"},"stream_state":{}}}]""")]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversations"},"stream_state":null}}]""")]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversations"},"stream_state":{"__ab_no_cursor_state_message":true}}}]""")]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversations"},"stream_state":{"__ab_full_refresh_sync_complete":true}}}]""")]
    public async Task AnEmptyStateReadsFromTheBeginning(string state)
    {
        await using var bench = await Bench.StartAsync();
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"), state);

        Assert.Equal(bench.ConversationIds(), run.Ids("conversations").Order());
    }

    [Theory]
    [InlineData("""{"created":1}""", "has no \"updated_at\"")]
    [InlineData("""{"updated_at":"2025-01-01"}""", "not a Unix time in milliseconds")]
    [InlineData("""{"updated_at":1741083573456.5}""", "not a Unix time in milliseconds")]
    [InlineData("""{"updated_at":-1}""", "not a Unix time in milliseconds")]
    [InlineData("""{"updated_at":[1]}""", "not a Unix time in milliseconds")]
    [InlineData("""[{"updated_at":1}]""", "not an object")]
    [InlineData("\"1741083573456\"", "not an object")]
    [InlineData("1741083573456", "not an object")]
    [InlineData("true", "not an object")]
    public async Task AStateOfAWrongShapeIsAnErrorThatNamesItsStream(string state, string expected)
    {
        await using var bench = await Bench.StartAsync();
        var run = await bench.Source.ReadAsync(
            bench.Config(),
            SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations", "messages"),
            $$$"""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversations"},"stream_state":{{{state}}}}}]""");

        Assert.Equal(1, run.ExitCode);
        var error = Assert.Single(run.Errors).GetProperty("message").GetString();
        Assert.Contains("state of the stream \"conversations\"", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Empty(run.Ids("conversations"));
        Assert.NotEmpty(run.Ids("messages"));
    }

    [Theory]
    [InlineData("""[{"type":"GLOBAL","global":{"stream_states":[]}}]""", "GLOBAL")]
    [InlineData("""[{"type":"STREAM"}]""", "stream_descriptor")]
    [InlineData("""[17]""", "one of its entries is no object")]
    [InlineData("""[{"a":1}]""", "neither a STREAM state")]
    [InlineData("""{"bookmarks":[]}""", "no object")]
    [InlineData("""{"type":"STATE","value":7}""", "no object")]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"teams","namespace":5},"stream_state":{}}}]""", "namespace of its stream \"teams\"")]
    [InlineData("17", "neither an array")]
    [InlineData("{", "not valid JSON")]
    public async Task AStateFileThatIsNoneIsAConfigError(string state, string expected)
    {
        await using var bench = await Bench.StartAsync();
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"), state);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, Assert.Single(run.Errors).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    /// <summary>The Singer tap's states before its version 1.0: the local time of its host, under the name of UTC.</summary>
    [Fact]
    public async Task AnOldStateOfTheSingerTapIsReadFromTheEarliestZone()
    {
        await using var bench = await Bench.StartAsync();
        var local = bench.Now.AddDays(-10);
        var run = await bench.Source.ReadAsync(
            bench.Config(change: config => config["lookback_minutes"] = 0),
            SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"),
            """{"bookmarks":{"conversations":{"updated_at_datestring":"$"}}}""".Replace("$", local.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture), StringComparison.Ordinal));

        var cursor = local.AddHours(-14).ToUnixTimeMilliseconds() / 1000 * 1000;
        var expected = bench.Simulator.Organization.Conversations.Where(conversation => conversation.UpdatedAtMs >= cursor);
        Assert.Equal(expected.Select(conversation => $"{conversation.Id}").Order(), run.Ids("conversations").Order());
    }

    [Fact]
    public async Task AnIncrementalCursorIsNoCheckpointOfAFullRefresh()
    {
        await using var bench = await Bench.StartAsync();
        var first = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));
        var full = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "conversations"), first.StateFile());

        Assert.Equal(bench.ConversationIds(), full.Ids("conversations").Order());
    }
}
