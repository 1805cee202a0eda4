using System.Text;
using System.Text.Json;
using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Commands;

/// <summary>Records that no platform would take as they are.</summary>
public sealed class UnfitRecordTests
{
    private const int LargestLine = 20_000_000;

    [Fact]
    public async Task ARecordOfMoreThan20MegabytesGoesOutWithItsTextsCutAndSaysSo()
    {
        var run = await ReadAsync($$"""[{"id":"m1","created_at":1,"text":"{{new string('x', 25_000_000)}}","subject":"kept"}]""");

        var message = Assert.Single(run.Messages, message => message.GetProperty("type").GetString() == "RECORD").GetProperty("record");
        Assert.Equal("kept", message.GetProperty("data").GetProperty("subject").GetString());
        Assert.InRange(message.GetProperty("data").GetProperty("text").GetString()!.Length, 19_900_000, LargestLine);
        AssertChanged(message, "text", "SOURCE_RECORD_SIZE_LIMITATION");
        Assert.All(run.Lines, line => Assert.InRange(line.Length, 0, LargestLine));
    }

    /// <summary>Of twenty thousand members each is larger than a text is cut to; what is said of them all stays within the line too.</summary>
    [Fact]
    public async Task ARecordOfManyMembersGoesOutOnALineThatPlatformsTake()
    {
        const int Members = 20_000;
        var text = new string('x', 1_250);
        var run = await ReadAsync($$"""[{"id":"m1","created_at":1,{{string.Join(',', Enumerable.Range(0, Members).Select(i => $"\"m{i}\":\"{text}\""))}}}]""");

        var message = Assert.Single(run.Messages, message => message.GetProperty("type").GetString() == "RECORD").GetProperty("record");
        Assert.Equal("m1", message.GetProperty("data").GetProperty("id").GetString());
        Assert.Equal(Members + 2, message.GetProperty("data").EnumerateObject().Count());
        Assert.Equal(Members, message.GetProperty("meta").GetProperty("changes").GetArrayLength());
        Assert.All(run.Lines, line => Assert.InRange(line.Length, 0, LargestLine));
    }

    [Fact]
    public async Task TextThatIsNoUtf8IsReplacedAndSaysSo()
    {
        var run = await ReadAsync(Encoding.Latin1.GetString([.. "[{\"id\":\"m1\",\"created_at\":1,\"text\":\"a"u8, 0xFF, 0xC3, .. "b\",\"subject\":\"k\"}]"u8]), "latin1");

        var message = Assert.Single(run.Messages, message => message.GetProperty("type").GetString() == "RECORD").GetProperty("record");
        Assert.Equal("a\uFFFD\uFFFDb", message.GetProperty("data").GetProperty("text").GetString());
        AssertChanged(message, "text", "SOURCE_SERIALIZATION_ERROR");
    }

    [Theory]
    [InlineData("messages", "/v1/message_export", "[{0}]", "{\"id\":\"m1\",\"created_at\":1,\"csid\":\"abc\"}", "csid", "a text")]
    [InlineData("messages", "/v1/message_export", "[{0}]", "{\"id\":\"m1\",\"created_at\":1,\"csid\":1.5}", "csid", "the number 1.5")]
    [InlineData("messages", "/v1/message_export", "[{0}]", "{\"id\":\"m1\",\"created_at\":1,\"formSubmission\":[{\"private\":1}]}", "formSubmission", "an array")]
    [InlineData("messages", "/v1/message_export", "[{0}]", "{\"\\u0069d\":null,\"created_at\":1}", "id", "null")]
    [InlineData("messages", "/v1/message_export", "[{0}]", "{\"id\":null,\"created_at\":1}", "id", "null")]
    [InlineData("messages", "/v1/message_export", "[{0}]", "{\"created_at\":1,\"text\":\"t\"}", "id", "missing")]
    [InlineData("messages", "/v1/message_export", "[{0}]", "{\"id\":\"m1\",\"created_at\":1,\"text\":{\"private\":1}}", "text", "an object")]
    [InlineData("messages", "/v1/message_export", "[{0}]", "{\"id\":\"m1\",\"created_at\":1,\"t\\u0065xt\":[\"private\"]}", "text", "an array")]
    [InlineData("conversations", "/v1/conversation_export", "[{0}]", "{\"id\":1,\"updated_at\":1,\"requester_additional_emails\":[null,true]}", "requester_additional_emails[]", "true")]
    [InlineData("webhooks", "/v1/webhooks", "{\"data\":[{0}]}", "{\"id\":\"w1\",\"enabled\":\"private\"}", "enabled", "a text")]
    [InlineData("team_members", "/v1/teams/", "{\"data\":[{0}]}", "{\"id\":7,\"name\":\"n\"}", "id", "the number 7")]
    [InlineData("agents", "/v1/agents", "{\"data\":[{0}]}", "{\"id\":\"a1\",\"createdAt\":\"yesterday\"}", "createdAt", "a text that is no time (\"yesterday\")")]
    public async Task AValueThatItsSchemaDoesNotAllowKeepsItsBytesAndIsToldOnce(string stream, string path, string answer, string record, string field, string words)
    {
        var rows = string.Join(',', record, record.Replace("m1", "m2", StringComparison.Ordinal).Replace("\"id\":1", "\"id\":2", StringComparison.Ordinal), record);
        var run = await ReadAsync(answer.Replace("{0}", rows, StringComparison.Ordinal), stream: stream, path: path);

        // Members that the connector adds stand before the record's own.
        Assert.Contains(run.Lines, line => line.Contains($"{record[1..]},\"emitted_at\"", StringComparison.Ordinal));
        var told = Assert.Single(run.Logs, log => log.Contains("schema does not allow", StringComparison.Ordinal));
        Assert.StartsWith($"{stream}: the \"{field}\" of a record is {words}, which", told, StringComparison.Ordinal);
        Assert.DoesNotContain("private", told, StringComparison.Ordinal);
    }

    private static async Task<Run> ReadAsync(string body, string charset = "utf-8", string stream = "messages", string path = "/v1/message_export")
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new ReplaceBodyFault(body) { Charset = charset, Path = path, Times = -1 });
        var run = await bench.Source.ReadAsync(bench.Config(bench.Now.AddDays(-2)), SourceDixa.Catalog(ConfiguredModes.FullRefresh, stream));
        Assert.Equal(0, run.ExitCode);
        return run;
    }

    private static void AssertChanged(JsonElement record, string field, string reason)
    {
        var change = Assert.Single(record.GetProperty("meta").GetProperty("changes").EnumerateArray());
        Assert.Equal((field, "TRUNCATED", reason), (change.GetProperty("field").GetString(), change.GetProperty("change").GetString(), change.GetProperty("reason").GetString()));
    }
}
