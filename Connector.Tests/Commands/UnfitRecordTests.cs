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

    [Fact]
    public async Task TextThatIsNoUtf8IsReplacedAndSaysSo()
    {
        var run = await ReadAsync(Encoding.Latin1.GetString([.. "[{\"id\":\"m1\",\"created_at\":1,\"text\":\"a"u8, 0xFF, 0xC3, .. "b\",\"subject\":\"k\"}]"u8]), "latin1");

        var message = Assert.Single(run.Messages, message => message.GetProperty("type").GetString() == "RECORD").GetProperty("record");
        Assert.Equal("a\uFFFD\uFFFDb", message.GetProperty("data").GetProperty("text").GetString());
        AssertChanged(message, "text", "SOURCE_SERIALIZATION_ERROR");
    }

    private static async Task<Run> ReadAsync(string body, string charset = "utf-8")
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new ReplaceBodyFault(body) { Charset = charset, Path = "/v1/message_export", Times = -1 });
        var run = await bench.Source.ReadAsync(bench.Config(bench.Now.AddDays(-2)), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "messages"));
        Assert.Equal(0, run.ExitCode);
        return run;
    }

    private static void AssertChanged(JsonElement record, string field, string reason)
    {
        var change = Assert.Single(record.GetProperty("meta").GetProperty("changes").EnumerateArray());
        Assert.Equal((field, "TRUNCATED", reason), (change.GetProperty("field").GetString(), change.GetProperty("change").GetString(), change.GetProperty("reason").GetString()));
    }
}
