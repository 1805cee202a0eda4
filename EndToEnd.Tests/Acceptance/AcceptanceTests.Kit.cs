using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Acceptance;

/// <summary>What Airbyte's own kits do, done as well or better.</summary>
public abstract partial class AcceptanceTests
{
    private const string SecretToken = "longer-s3cret+/=";

    [Fact]
    public async Task K2_KeysThatOnlyTheKitsKnowAreIgnored() => Assert.Equal(0, (await Runs.ReadAsync(
        SourceDixa.Catalog(ConfiguredModes.FullRefresh, "tags"),
        config: Runs.Config(change: config =>
        {
            config["_limit"] = 1;
            config["_page_size"] = 1;
        }))).ExitCode);

    [Theory]
    [InlineData("check --config config.json", 0)]
    [InlineData("discover --config config.json", 1)]
    [InlineData("read --config config.json --catalog config.json", 1)]
    public async Task K3_EveryCommandHoldsTheConfigurationAgainstTheSpec(string arguments, int exitCode)
    {
        var run = await Runs.RunAsync(arguments, ("config.json", Runs.Config(change: config => config["window_days"] = 99)));

        Assert.Equal(exitCode, run.ExitCode);
        var message = exitCode == 0 ? run.ConnectionStatus : Assert.Single(run.Errors);
        Assert.StartsWith("Config validation error: window_days must be", message.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task K4_EveryProblemOfAConfigurationIsToldAtOnce()
    {
        var run = await Runs.RunAsync("check --config config.json", ("config.json", """{"api_token":7,"window_days":99,"start_date":"soon"}"""));

        var message = run.ConnectionStatus.GetProperty("message").GetString();
        Assert.All(["api_token must be", "window_days must be", "start_date must"], problem => Assert.Contains(problem, message, StringComparison.Ordinal));
        Assert.DoesNotContain("not 7", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task K5_ACheckTellsATokenThatIsRefused()
    {
        var run = await Runs.CheckAsync("integration_tests/invalid_config.json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Settings → Integrations → API tokens", run.ConnectionStatus.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task K6_AnErrorHasASentenceForTheUserAndTheRestForTheLog() => Assert.All((await Runs.Failing).Errors, error =>
    {
        Assert.DoesNotContain("Exception", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Matches("HTTP (403|503) from the Dixa API", error.GetProperty("internal_message").GetString());
    });

    /// <remarks>An answer that repeats the token in every spelling that a server might.</remarks>
    [Fact]
    public async Task K7_SecretsAreMaskedInEverySpelling()
    {
        string[] spellings =
        [
            SecretToken,
            Uri.EscapeDataString(SecretToken),
            SecretToken.Replace("/", "\\/", StringComparison.Ordinal),
            Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(SecretToken)),
        ];
        var run = await Runs.ReadAsync(
            SourceDixa.Catalog(ConfiguredModes.FullRefresh, "tags"),
            config: Runs.Config(change: config => config["api_token"] = SecretToken),
            faults: [new StatusFault(400) { Path = "/v1/tags", Body = string.Join(' ', spellings), Times = -1 }]);

        Assert.Equal(1, run.ExitCode);
        Assert.All(run.Lines, line => Assert.All(spellings, spelling => Assert.DoesNotContain(spelling, line, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task K9_AStreamRunsBeforeItsFirstRecord()
    {
        var empty = await Runs.FutureState;
        Assert.All(StreamsOf(AcceptanceRuns.IncrementalCatalog), stream => Assert.Equal(["STARTED", "RUNNING", "COMPLETE"], empty.Statuses(stream)));
        var full = (await Runs.FullRefresh).Messages.ToList();
        Assert.True(full.FindLastIndex(message => IsStatus(message, "tags", "RUNNING")) < full.FindIndex(message => TypeOf(message) == "RECORD" && message.GetProperty("record").GetProperty("stream").GetString() == "tags"));
    }

    [Fact]
    public async Task K10_AStreamThatFailsHasAStateBeforeItsEndToo()
    {
        var messages = (await Runs.Failing).Messages.ToList();

        Assert.All(["agents", "teams", "tags"], stream => Assert.InRange(
            messages.FindIndex(message => TypeOf(message) == "STATE" && StreamOf(message.GetProperty("state").GetProperty("stream")) == stream),
            0,
            messages.FindIndex(message => IsStatus(message, stream, stream == "tags" ? "COMPLETE" : "INCOMPLETE"))));
    }

    [Fact]
    public async Task K11_AStreamThatFailsStopsNoOther() => Assert.Equal((await Runs.FullRefresh).Ids("tags"), (await Runs.Failing).Ids("tags"));

    [Fact]
    public async Task K12_AMissingStreamIsLoggedIncompleteTracedAndAFailure()
    {
        var run = await Runs.MissingStream;

        Assert.Contains(run.Logs, log => log.StartsWith($"{AcceptanceRuns.NoSuchStream}: incomplete.", StringComparison.Ordinal));
        Assert.Equal(["STARTED", "RUNNING", "INCOMPLETE"], run.Statuses(AcceptanceRuns.NoSuchStream));
        Assert.Equal(AcceptanceRuns.NoSuchStream, StreamOf(Assert.Single(run.Errors)));
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task K13_EveryStreamIsToldWithItsModesKeyAndCursor() => Assert.All(await Runs.StreamsAsync(), stream =>
    {
        Assert.Equal(IsIncremental(stream), stream.TryGetProperty("default_cursor_field", out _));
        Assert.True(stream.GetProperty("is_resumable").GetBoolean() && stream.GetProperty("source_defined_cursor").GetBoolean());
        Assert.NotEmpty(KeysOf(stream));
    });

    /// <remarks>The shapes of Airbyte's own source-dixa, under its stream's name, and of the Singer tap; <c>$</c> is the cursor.</remarks>
    [Theory]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversation_export"},"stream_state":{"updated_at":$}}}]""")]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversation_export"},"stream_state":{"updated_at":"$"}}}]""")]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversations"},"stream_state":{"state_type":"date-range","slices":[{"start":"1700000000000","end":"1740000000000","most_recent_cursor_value":"$"},{"start":"1748000000000","end":"1748600000000"}]}}}]""")]
    [InlineData("""{"conversation_export":{"updated_at":$}}""")]
    [InlineData("""{"bookmarks":{"conversations":{"updated_at":$}},"currently_syncing":"messages"}""")]
    [InlineData("""{"type":"STATE","value":{"bookmarks":{"conversations":{"updated_at":$}}}}""")]
    public async Task K14_AStateOfAnotherConnectorIsTakenOver(string shape)
    {
        var cursor = new DateTimeOffset(2025, 5, 20, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var run = await Runs.ReadAsync(
            SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"),
            shape.Replace("$", $"{cursor}", StringComparison.Ordinal),
            Runs.Config(change: config => config["lookback_minutes"] = 0));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(
            (await Runs.FullRefresh).Records("conversations").Where(record => record.GetProperty("updated_at").GetInt64() >= cursor).Select(record => record.GetProperty("id").ToString()).Order(),
            run.Ids("conversations").Order());
    }

    [Fact]
    public async Task K16_AGlobalStateIsRefusedPlainly()
    {
        var run = await Runs.ReadAsync(SourceDixa.Catalog(ConfiguredModes.Incremental, "messages"), """[{"type":"GLOBAL","global":{"shared_state":{},"stream_states":[]}}]""");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("GLOBAL", Assert.Single(run.Errors).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task K17_ARecordWithoutACursorIsWrittenAndToldOnce()
    {
        var run = await Runs.ReadAsync(
            SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"),
            faults: [new ReplaceBodyFault("""[{"id":7},{"id":8,"updated_at":"soon"}]""") { Path = "/v1/conversation_export", Times = -1 }]);

        Assert.Equal(["7", "8"], run.Ids("conversations").Distinct());
        Assert.Equal("WARN", Assert.Single(Payloads(run, "LOG"), log => log.GetProperty("message").GetString()!.Contains("\"updated_at\" of a record", StringComparison.Ordinal)).GetProperty("level").GetString());
    }

    [Theory]
    [InlineData(408, 0, "")]
    [InlineData(500, 0, "")]
    [InlineData(502, 0, "")]
    [InlineData(503, 0, "")]
    [InlineData(429, 0, "")]
    [InlineData(401, 1, "config_error")]
    [InlineData(403, 1, "config_error")]
    [InlineData(400, 1, "system_error")]
    public async Task K18_WhatMayPassIsTriedAgainAndTheRestIsNot(int status, int exitCode, string failure)
    {
        var run = await Runs.ReadAsync(
            SourceDixa.Catalog(ConfiguredModes.FullRefresh, "tags"), faults: [new StatusFault(status) { Path = "/v1/tags" }], speed: 60);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(failure, string.Concat(run.Errors.Select(error => error.GetProperty("failure_type").GetString())));
    }

    [Fact]
    public async Task K20_AConnectionThatBreaksIsMadeAgain() => Assert.Equal(
        (await Runs.FullRefresh).Ids("tags"),
        (await Runs.ReadAsync(SourceDixa.Catalog(ConfiguredModes.FullRefresh, "tags"), faults: [new ResetFault { Path = "/v1/tags" }], speed: 60)).Ids("tags"));

    [Theory]
    [InlineData("http://8.8.8.8")]
    [InlineData("http://dev.dixa.io")]
    public async Task K21_TheTokenIsSentToNoPlainPublicAddress(string url)
    {
        var run = await Runs.RunAsync("check --config config.json", ("config.json", Runs.Config(change: config => config["dixa_api_url"] = url)));

        Assert.Contains("dixa_api_url must begin with https://", run.ConnectionStatus.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task K22_WhatTheApiSaysOfAnErrorIsInTheLog()
    {
        var run = await Runs.ReadAsync(
            SourceDixa.Catalog(ConfiguredModes.FullRefresh, "tags"),
            faults: [new StatusFault(400) { Path = "/v1/tags", Body = """{"message":"the stars are wrong"}""" }]);

        Assert.Contains("the stars are wrong", Assert.Single(run.Errors).GetProperty("internal_message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task K24_NoValueIsCast()
    {
        const string Row = """{"id":"7","name":12.50,"color":["a",true],"state":{"b":null}}""";
        var run = await Runs.ReadAsync(
            SourceDixa.Catalog(ConfiguredModes.FullRefresh, "tags"),
            faults: [new ReplaceBodyFault($$"""{"data":[{{Row}}]}""") { Path = "/v1/tags" }]);

        Assert.Equal(Row, Assert.Single(run.Records("tags")).GetRawText());
    }

    [Fact]
    public async Task K29_TheSameDataIsTheSameOutput()
    {
        var (first, second) = (await Runs.FullRefresh, await Runs.SecondFullRefresh);

        Assert.All(
            StreamsOf(AcceptanceRuns.FileOf(AcceptanceConfig.File.FullRefresh.ConfiguredCatalogPath!)).Except(AcceptanceConfig.File.FullRefresh.IgnoredFields.Keys),
            stream => Assert.Equal(first.Records(stream).Select(record => record.GetRawText()), second.Records(stream).Select(record => record.GetRawText())));
    }
}
