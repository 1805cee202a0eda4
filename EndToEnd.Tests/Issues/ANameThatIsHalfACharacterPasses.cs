using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Issues;

/// <summary>A lone surrogate in a member's name failed every sync, with an error of the connector's own; in a value it passed.</summary>
public sealed class ANameThatIsHalfACharacterPasses
{
    [Theory]
    [InlineData("messages", "/v1/message_export", "[{0}]")]
    [InlineData("conversation_notes", "/v1/conversation_export", "[{0}]")]
    [InlineData("agents", "/v1/agents", "{\"\\udfff\":1,\"data\":[{0}],\"meta\":{}}")]
    [InlineData("contact_endpoints", "/v1/contact-endpoints", "{\"data\":[{0}]}")]
    [InlineData("team_members", "/v1/teams", "{\"data\":[{0}]}")]
    public async Task InAnyStream(string stream, string path, string answer)
    {
        const string Row = """{"\udfff":"\ud83d","id":1,"updated_at":2,"in":{"a\ud83d":{"\udfff\u0069d":null}}}""";
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new ReplaceBodyFault(answer.Replace("{0}", Row, StringComparison.Ordinal)) { Path = path, Times = -1 });
        var run = await bench.Source.ReadAsync(bench.Config(bench.Now.AddDays(-2)), SourceDixa.Catalog(ConfiguredModes.FullRefresh, stream));

        // The harness' own parser can't read such a name, so the lines are looked at as they are.
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Lines, line => line.Contains("\"status\":\"COMPLETE\"", StringComparison.Ordinal));
        if (stream is "messages" or "agents" or "contact_endpoints")
        {
            Assert.Contains(run.Lines, line => line.Contains(Row[1..], StringComparison.Ordinal));
        }
    }

    /// <summary>An id is what it says, however it is spelt: it is asked for, written and kept in a state as such.</summary>
    [Theory]
    [InlineData("a\u2028b", "a\u2028b")]
    [InlineData("a\\u2028b", "a\u2028b")]
    [InlineData("a\\u0062", "ab")]
    public async Task AnIdThatHangsOnIsWhatItSays(string written, string id)
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new ReplaceBodyFault($$"""{"data":[{"id":"{{written}}"}]}""") { Path = "/v1/teams" });
        bench.Simulator.Faults.Add(new ReplaceBodyFault("""{"data":[{"id":"a1"}]}""") { Path = "/v1/teams/*/agents" });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "team_members"));

        Assert.Equal(id, Assert.Single(run.Records("team_members")).GetProperty("teamId").GetString());
        Assert.Contains(bench.Simulator.Requests.All, request => request.Path == $"/v1/teams/{Uri.EscapeDataString(id)}/agents");
        Assert.Contains(run.States("team_members"), state => state.GetProperty("stream").GetProperty("stream_state").TryGetProperty("last_parent", out var last) && last.GetString() == id);
    }
}
