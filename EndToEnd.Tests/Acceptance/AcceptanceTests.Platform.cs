using Dixa.Connector.Harness;

namespace Dixa.Connector.Acceptance;

/// <summary>How platforms start a source and what they do with its output.</summary>
public abstract partial class AcceptanceTests
{
    [Fact]
    public async Task N2_ACheckNeverEndsWithAnErrorTrace()
    {
        foreach (var test in AcceptanceConfig.File.Connection.Tests)
        {
            var run = await Runs.CheckAsync(test.ConfigPath);
            Assert.Equal(0, run.ExitCode);
            Assert.Empty(run.Errors);
        }
    }

    [Fact]
    public async Task N3_TheSuggestedStreamsAreReadWithoutAnError()
    {
        var run = await Runs.ReadAsync(AcceptanceRuns.Catalog((await Runs.StreamsAsync()).Where(stream => ConnectorMetadata.SuggestedStreams.Contains(AcceptanceRuns.NameOf(stream)))));

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Errors);
        Assert.All(ConnectorMetadata.SuggestedStreams, stream => Assert.NotEmpty(run.Records(stream)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"streams":{}}""")]
    [InlineData("""{"streams":[{"stream":{}}]}""")]
    [InlineData("not JSON")]
    public async Task N4_ABrokenCatalogIsAnErrorTrace(string catalog)
    {
        var run = await Runs.ReadAsync(catalog);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("config_error", Assert.Single(run.Errors).GetProperty("failure_type").GetString());
    }

    [Fact]
    public async Task PL1_TheShellOfAPlatformFindsTheEntryPoint()
    {
        var run = await Runs.ShellAsync("case $AIRBYTE_ENTRYPOINT in /*) ;; *) exit 9;; esac; cd / && eval \"$AIRBYTE_ENTRYPOINT spec\"");

        Assert.Equal((0, 1), (run.ExitCode, run.Lines.Count));
    }

    [Fact]
    public async Task PL2_AReadWritesIntoFifosAndItsExitCodeIsTheShells()
    {
        var run = await Runs.ShellAsync(
            """
            mkfifo stdout stderr
            cat stdout > out & cat stderr > err &
            ($AIRBYTE_ENTRYPOINT read --config config.json --catalog catalog.json > stdout 2> stderr; echo $? > code.tmp; mv code.tmp exitCode.txt)
            wait
            cat out; cat err >&2; exit $(cat exitCode.txt)
            """,
            ("config.json", Runs.Config()),
            ("catalog.json", SourceDixa.Catalog(ConfiguredModes.FullRefresh, "tags")));

        Assert.Equal((0, ""), (run.ExitCode, run.Stderr));
        Assert.Equal((await Runs.FullRefresh).Ids("tags"), run.Ids("tags"));
    }

    [Fact]
    public async Task PL2b_AReaderWhoHasGoneEndsTheRead()
    {
        var run = await Runs.ShellAsync(
            "($AIRBYTE_ENTRYPOINT read --config config.json --catalog catalog.json; echo $? > code) | head -n 3; exit $(cat code)",
            ("config.json", Runs.Config()),
            ("catalog.json", AcceptanceRuns.IncrementalCatalog));

        Assert.Equal((1, 3, ""), (run.ExitCode, run.Lines.Count, run.Stderr));
    }

    [Fact]
    public async Task PL3_TheOutputOfAFileIsWhole()
    {
        var run = await Runs.ShellAsync("$AIRBYTE_ENTRYPOINT discover --config config.json > jobOutput.json; code=$?; cat jobOutput.json; exit $code", ("config.json", Runs.Config()));

        Assert.Equal((await Runs.Discover).Lines, run.Lines);
    }

    [Fact]
    public async Task PL6_TheVariablesOfAPlatformDoNotMatter()
    {
        var run = await Runs.ShellAsync(
            """
            export DEPLOYMENT_MODE=OSS WORKER_JOB_ID=7 WORKER_JOB_ATTEMPT=0 USE_STREAM_CAPABLE_STATE=true CONCURRENT_SOURCE_STREAM_READ=true USE_FILE_TRANSFER=false \
              AIRBYTE_STAGING_DIRECTORY=/nowhere JAVA_OPTS=-Xmx1g DATA_CHANNEL_FORMAT=JSONL DATA_CHANNEL_MEDIUM=STDIO AIRBYTE_VERSION=2 DD_SERVICE=x DOTNET_gcServer=0
            exec $AIRBYTE_ENTRYPOINT read --config config.json --catalog catalog.json
            """,
            ("config.json", Runs.Config()),
            ("catalog.json", SourceDixa.Catalog(ConfiguredModes.FullRefresh, "tags")));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal((await Runs.FullRefresh).Ids("tags"), run.Ids("tags"));
    }

    [Fact]
    public async Task PL7_ASlowReaderLosesNothing()
    {
        var run = await Runs.ShellAsync(
            "$AIRBYTE_ENTRYPOINT read --config config.json --catalog catalog.json | (sleep 1; cat)",
            ("config.json", Runs.Config()),
            ("catalog.json", AcceptanceRuns.IncrementalCatalog));

        Assert.Equal((await Runs.Incremental).Ids("activity_logs"), run.Ids("activity_logs"));
    }

    [Fact]
    public async Task PL8_AReadSendsOnlyWhatAPlatformTakesFromIt() => Assert.Equal(
        ["LOG", "RECORD", "STATE", "TRACE"],
        (await Runs.FullRefresh).Messages.Select(TypeOf).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task PL9_NoLineIsLongerThan20Megabytes()
    {
        var run = await Runs.Oversized;

        Assert.Equal(0, run.ExitCode);
        Assert.InRange(run.Lines.Max(line => line.Length), 19_000_000, 19_999_999);
    }

    [Fact]
    public async Task PL10_ThePlatformsOwnCountOfRecordsIsOurs()
    {
        var run = await Runs.FullRefresh;

        Assert.Equal(Payloads(run, "RECORD").Count(), States(run).Sum(CountOf));
    }

    [Fact]
    public async Task PL11_EveryPartOfAPrimaryKeyHasAValue()
    {
        foreach (var stream in await Runs.StreamsAsync())
        {
            var records = (await Runs.FullRefresh).Records(AcceptanceRuns.NameOf(stream)).ToList();
            Assert.All(records, record => Assert.All(KeysOf(stream), key => Assert.NotEqual("", record.GetProperty(key).ToString())));
            Assert.Distinct(records.Select(record => string.Join('|', KeysOf(stream).Select(key => record.GetProperty(key)))));
        }
    }

    [Fact]
    public async Task PL12_AFullRefreshEndsWithAStateOfItsOwn()
    {
        var run = await Runs.FullRefresh;
        Assert.All(
            StreamsOf(AcceptanceRuns.FileOf(AcceptanceConfig.File.FullRefresh.ConfiguredCatalogPath!)),
            stream => Assert.Equal("""{"__ab_full_refresh_sync_complete":true}""", StateOf(run.States(stream).Last()).GetRawText()));
    }

    [Fact]
    public async Task PL13_ARateLimitHasOneReasonAndRecordsFollowIt()
    {
        var messages = (await Runs.RateLimited).Messages.ToList();
        var limited = messages.FindIndex(message => message.GetRawText().Contains("RATE_LIMITED", StringComparison.Ordinal));

        Assert.Contains(messages.Skip(limited), message => TypeOf(message) == "RECORD");
        Assert.Equal("COMPLETE", (await Runs.RateLimited).Statuses("conversations").Last());
    }

    [Fact]
    public async Task PL14_TheExitCodeIsZeroOnlyIfEveryStreamIsComplete()
    {
        foreach (var run in (await Runs.AllAsync()).Where(run => States(run).Any()))
        {
            Assert.Equal(run.ExitCode == 0, Traces(run, "STREAM_STATUS").All(status => status.GetProperty("status").GetString() != "INCOMPLETE"));
        }
    }

    [Fact]
    public async Task PL15_TheFirstTraceIsTheOneThatOnlyTheUserCanMend() => Assert.Equal(
        ["config_error", "transient_error"], (await Runs.Failing).Errors.Select(error => error.GetProperty("failure_type").GetString()));

    [Fact]
    public async Task PL16_NoErrorIsLongerThanAPlatformShows() => Assert.All((await Runs.AllAsync()).SelectMany(run => run.Errors), error =>
    {
        Assert.InRange(error.GetProperty("message").GetString()!.Length, 20, 2_000);
        Assert.InRange(error.GetProperty("internal_message").GetString()!.Length, 0, 50_000);
        Assert.InRange(error.TryGetProperty("stack_trace", out var stackTrace) ? stackTrace.GetString()!.Length : 0, 0, 100_000);
    });

    [Fact]
    public async Task PL19_ACatalogWithFewerColumnsGetsFewerColumns()
    {
        var run = await Runs.ReadAsync("""{"streams":[{"stream":{"name":"queues","json_schema":{"type":"object","properties":{"id":{"type":"string"},"name":{"type":"string"}}}},"sync_mode":"full_refresh"}]}""");

        Assert.All(run.Records("queues"), queue => Assert.Equal(["id", "name"], queue.EnumerateObject().Select(field => field.Name).Order()));
        Assert.NotEmpty(run.Records("queues"));
    }

    /// <remarks>Not of the protocol, but of those who run the image without a platform: the second run of <c>deploy/sync.sh</c> goes on where the first one stopped.</remarks>
    [Fact]
    public async Task LC4_TheScriptGoesOnWhereItStopped()
    {
        var run = await Runs.ShellAsync(
            """
            sh sync.sh . && sh sync.sh . && cat messages-*.jsonl
            """,
            ("config.json", Runs.Config()),
            ("catalog.json", AcceptanceRuns.IncrementalCatalog),
            ("sync.sh", AcceptanceRuns.FileOf("deploy/sync.sh")));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(
            (await Runs.Incremental).Records("conversations").Count() + (await Runs.SecondIncremental).Records("conversations").Count(),
            run.Records("conversations").Count());
    }
}
