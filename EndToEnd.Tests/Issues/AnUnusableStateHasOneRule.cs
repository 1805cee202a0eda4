using Dixa.Connector.Harness;
using Dixa.Simulator;

namespace Dixa.Connector.Issues;

/// <summary>
/// A state with a link to another host failed with "please report this" for ever, one that was no object was ignored in silence, and a
/// page that was no text was an error in one kind of stream and a silent beginning in another. What a full refresh goes on by
/// only saves work: it begins anew and says so. An incremental cursor decides what is read at all: it is an error.
/// </summary>
public sealed class AnUnusableStateHasOneRule
{
    [Theory]
    [InlineData("endusers", """{"next_page":"https://elsewhere.invalid/v1/endusers"}""", "leads to another address")]
    [InlineData("enduser_details", """{"next_page":"//elsewhere.invalid/v1/endusers"}""", "leads to another address")]
    [InlineData("endusers", """{"next_page":5}""", "not a link")]
    [InlineData("enduser_details", """{"next_page":["/v1/endusers"]}""", "not a link")]
    [InlineData("queue_members", """{"last_parent":{}}""", "not an id")]
    [InlineData("queue_members", """{"next_page":"/v1/queues"}""", "has no \"last_parent\"")]
    [InlineData("teams", """{"x":1}""", "has no \"next_page\"")]
    [InlineData("teams", "7", "not an object")]
    [InlineData("queue_members", "\"x\"", "not an object")]
    [InlineData("enduser_details", "[]", "not an object")]
    [InlineData("conversations", "true", "not an object")]
    [InlineData("conversations", """{"updated_at":"x","full_refresh":true}""", "not a Unix time")]
    [InlineData("conversation_notes", """{"conversation_updated_at":5,"full_refresh":true,"in_window":{"end":"x"}}""", "not what this connector writes")]
    [InlineData("activity_logs", """{"activityTimestamp":7,"full_refresh":true}""", "not an RFC 3339")]
    public async Task AFullRefreshBeginsAnewAndSaysSo(string stream, string state, string expected)
    {
        await using var bench = await StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.FullRefresh, stream);
        var whole = await bench.Source.ReadAsync(bench.Config(), catalog);
        var run = await bench.Source.ReadAsync(bench.Config(), catalog, States(stream, state));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.NotEmpty(whole.Records(stream));
        Assert.Equal(whole.Records(stream).Count(), run.Records(stream).Count());
        var told = Assert.Single(run.Logs, log => log.Contains("can't be used", StringComparison.Ordinal));
        Assert.Contains($"state of the stream \"{stream}\"", told, StringComparison.Ordinal);
        Assert.Contains(expected, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("teams", """{"__ab_full_refresh_sync_complete":true}""")]
    [InlineData("teams", "{}")]
    [InlineData("teams", """{"next_page":null}""")]
    [InlineData("queue_members", """{"last_parent":null}""")]
    [InlineData("enduser_details", """{"conversation_updated_at":1741083573456}""")]
    [InlineData("conversations", """{"updated_at":1741083573456}""")]
    public async Task ABeginningIsNoNews(string stream, string state)
    {
        await using var bench = await StartAsync();
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, stream), States(stream, state));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.DoesNotContain(run.Logs, log => log.Contains("can't be used", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("conversation_notes", "7", "not an object")]
    [InlineData("enduser_details", """{"conversation_updated_at":1741083573456,"in_sync":7}""", "not what this connector writes")]
    [InlineData("conversation_notes", """{"conversation_updated_at":1741083573456,"synced_to":"x"}""", "not what this connector writes")]
    public async Task AnIncrementalStreamFailsAndSaysWhatToDo(string stream, string state, string expected)
    {
        await using var bench = await StartAsync();
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, stream, "messages"), States(stream, state));

        var error = Assert.Single(run.Errors);
        Assert.Equal("config_error", error.GetProperty("failure_type").GetString());
        Assert.Contains(expected, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("reset this stream", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("COMPLETE", run.Statuses("messages").Last());
    }

    private static Task<Bench> StartAsync() => Bench.StartAsync(new SimulatorOptions { Conversations = 20, EndUsers = 10, Months = 1 });

    private static string States(string stream, string state) =>
        $$$"""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"{{{stream}}}"},"stream_state":{{{state}}}}}]""";
}
