using System.Text.Json;
using System.Text.RegularExpressions;
using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Acceptance;

/// <summary>Lines, inputs and logs.</summary>
public abstract partial class AcceptanceTests
{
    [Fact]
    public async Task W1_EveryLineIsOneMessage()
    {
        foreach (var run in await Runs.AllAsync())
        {
            Assert.NotEmpty(run.Lines);
            Assert.All(run.Lines, line => Assert.Empty(ProtocolSchema.Validate(JsonElement.Parse(line))));
        }
    }

    [Fact]
    public async Task W2_EveryTypeThatASourceNeedsIsSentAndNoOther() => Assert.Equal(
        ["CATALOG", "CONNECTION_STATUS", "LOG", "RECORD", "SPEC", "STATE", "TRACE"],
        (await Runs.AllAsync()).SelectMany(run => run.Messages).Select(TypeOf).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task W3_UnknownKeysOfConfigCatalogAndStateAreIgnored()
    {
        var run = await Runs.ReadAsync(
            """{"of_tomorrow":1,"streams":[{"stream":{"name":"messages","of_tomorrow":[]},"sync_mode":"incremental","destination_sync_mode":"append","of_tomorrow":{}}]}""",
            """[{"type":"STREAM","of_tomorrow":1,"stream":{"of_tomorrow":1,"stream_descriptor":{"name":"messages","of_tomorrow":1},"stream_state":{"created_at":1748000000000,"of_tomorrow":{}}}}]""",
            Runs.Config(change: config => config["of_tomorrow"] = true));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.NotEmpty(run.Ids("messages"));
        Assert.True(run.Ids("messages").Count < (await Runs.Incremental).Ids("messages").Count);
    }

    [Fact]
    public async Task W4_AnExplicitNullIsTakenAsAbsent()
    {
        var run = await Runs.ReadAsync(
            """
            {"streams":[{"stream":{"name":"tags","json_schema":null,"supported_sync_modes":null,"source_defined_cursor":null,"default_cursor_field":null,"source_defined_primary_key":null,"namespace":null,"is_resumable":null,"is_file_based":null},
             "sync_mode":"full_refresh","cursor_field":null,"destination_sync_mode":"append","destination_object_name":null,"primary_key":null,"generation_id":null,"minimum_generation_id":null,"sync_id":null,"include_files":null}]}
            """,
            """[{"type":"STREAM","stream":{"stream_descriptor":{"name":"tags","namespace":null},"stream_state":null},"global":null,"data":null,"sourceStats":null,"destinationStats":null}]""",
            Runs.Config(change: config =>
            {
                config["window_days"] = null;
                config["lookback_minutes"] = null;
                config["batch_size"] = null;
            }));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal((await Runs.FullRefresh).Ids("tags"), run.Ids("tags"));
        Assert.All(run.Lines, line => Assert.DoesNotContain("\"namespace\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task W5_OptionalMembersWithoutAValueAreLeftOut()
    {
        foreach (var message in (await Runs.AllAsync()).SelectMany(run => run.Messages).Where(message => TypeOf(message) is not ("RECORD" or "SPEC")))
        {
            Assert.DoesNotMatch(new Regex("(?<!\\\\)\":null"), TypeOf(message) == "STATE" ? message.GetRawText().Replace(StateOf(message.GetProperty("state")).GetRawText(), "", StringComparison.Ordinal) : message.GetRawText());
        }
    }

    [Fact]
    public async Task W6_NumbersComeOutAsTheyCameIn()
    {
        const string Row = """{"id":"7","name":9007199254740993.000000000000000001,"color":1e400,"state":-0}""";
        var run = await Runs.ReadAsync(
            SourceDixa.Catalog(ConfiguredModes.FullRefresh, "tags"),
            faults: [new ReplaceBodyFault($$"""{"data":[{{Row}}]}""") { Path = "/v1/tags" }]);

        Assert.Equal(Row, Assert.Single(run.Records("tags")).GetRawText());
    }

    [Fact]
    public async Task W7_StderrIsSilentInEveryRunThatCanSpeakOnStdout() =>
        Assert.All(await Runs.AllAsync(), run => Assert.Empty(run.Stderr));

    /// <remarks>Python's <c>str.splitlines</c> breaks at all of them, Node's <c>readline</c> at some from version 24 on.</remarks>
    [Fact]
    public async Task W8_NoLineHoldsACharacterThatBreaksLines()
    {
        const string Text = "a\u2028b\u2029c\u0085d";
        var run = await Runs.ReadAsync(
            SourceDixa.Catalog(ConfiguredModes.FullRefresh, "tags", "teams"),
            faults:
            [
                new ReplaceBodyFault($$"""{"data":[{"id":"7","name":"{{Text}}","{{Text}}":["{{Text}}"]}]}""") { Path = "/v1/tags" },
                new StatusFault(400) { Path = "/v1/teams", Body = $$"""{"message":"{{Text}}"}""", Times = -1 },
            ]);

        var tag = Assert.Single(run.Records("tags"));
        Assert.Equal([Text, Text], [tag.GetProperty("name").GetString()!, tag.GetProperty(Text)[0].GetString()!]);
        Assert.Single(run.Errors);
        Assert.All(run.Lines, line => Assert.DoesNotMatch("[\\v\\f\\r\\x1c-\\x1e\\x85\\u2028\\u2029]", line));
    }

    [Fact]
    public async Task W8_PythonReadsTheLinesThatWereWritten()
    {
        var run = await Runs.FullRefresh;

        Assert.Contains(run.Lines, line => line.Contains("\\u2028", StringComparison.OrdinalIgnoreCase));
        Assert.Equal((run.Lines.Count, Payloads(run, "RECORD").Count()), await PythonReader.CountAsync(run.Lines));
    }

    [Fact]
    public async Task L1_TheTokenIsInNoLine()
    {
        var config = Runs.Config(change: json => json["api_token"] = "s3cret+/token");
        var run = await Runs.RunAsync("read --debug --config config.json --catalog catalog.json", ("config.json", config), ("catalog.json", SourceDixa.Catalog("full_refresh", "tags")));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("config_error", Assert.Single(run.Errors).GetProperty("failure_type").GetString());
        Assert.All(run.Lines, line => Assert.DoesNotContain("s3cret", line, StringComparison.Ordinal));
        Assert.DoesNotContain("s3cret", run.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exec $AIRBYTE_ENTRYPOINT read --config config.json --catalog catalog.json", false)]
    [InlineData("exec $AIRBYTE_ENTRYPOINT read --debug --config config.json --catalog catalog.json", true)]
    [InlineData("export LOG_LEVEL=debug; exec $AIRBYTE_ENTRYPOINT read --config config.json --catalog catalog.json", true)]
    public async Task L2_DebugLogsAreThereForTheAsking(string script, bool expected)
    {
        var run = await Runs.ShellAsync(script, ("config.json", Runs.Config()), ("catalog.json", SourceDixa.Catalog("full_refresh", "tags")));

        Assert.Equal(expected, Payloads(run, "LOG").Any(log => log.GetProperty("level").GetString() == "DEBUG"));
    }

    [Fact]
    public async Task I1_AStreamThatIsGoneIsToldAndTheOthersSync()
    {
        var run = await Runs.MissingStream;

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("INCOMPLETE", run.Statuses(AcceptanceRuns.NoSuchStream).Last());
        Assert.Equal("COMPLETE", run.Statuses("teams").Last());
        Assert.NotEmpty(run.Ids("teams"));
        Assert.Equal("config_error", Assert.Single(run.Errors).GetProperty("failure_type").GetString());
    }

    [Fact]
    public async Task I2_AnUnknownSyncModeIsAnErrorTrace()
    {
        var run = await Runs.ReadAsync(SourceDixa.Catalog("INVALID", "tags").Replace("\"append\"", "\"INVALID\"", StringComparison.Ordinal));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("\"INVALID\"", Assert.Single(run.Errors).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I3_OnlySelectedColumnsAndTheKeysAreWritten()
    {
        var run = await Runs.ReadAsync("""{"streams":[{"stream":{"name":"conversations","json_schema":{"properties":{"status":{},"gone":{}}}},"sync_mode":"full_refresh"}]}""");

        Assert.Equal((await Runs.FullRefresh).Ids("conversations"), run.Ids("conversations"));
        Assert.Equal(["id", "status", "updated_at"], run.Records("conversations").SelectMany(record => record.EnumerateObject()).Select(field => field.Name).Distinct().Order());
    }

    [Fact]
    public async Task I4_AFieldThatTheSchemaDoesNotKnowIsPassedOn()
    {
        var run = await Runs.ReadAsync(
            SourceDixa.Catalog(ConfiguredModes.FullRefresh, "tags"),
            faults: [new ReplaceBodyFault("""{"data":[{"id":"7","of_tomorrow":{"a":[1]}}]}""") { Path = "/v1/tags" }]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("""{"a":[1]}""", Assert.Single(run.Records("tags")).GetProperty("of_tomorrow").GetRawText());
    }
}
