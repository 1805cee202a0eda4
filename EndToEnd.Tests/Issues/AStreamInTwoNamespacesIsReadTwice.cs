using Dixa.Connector.Harness;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Issues;

/// <summary>
/// What hangs on conversations was kept by the stream's name alone, so of one stream in two namespaces the later decided where
/// both begin: 15 of 294 rows came.
/// </summary>
public sealed class AStreamInTwoNamespacesIsReadTwice
{
    [Theory]
    [InlineData("conversation_messages", "old", "new")]
    [InlineData("conversation_messages", "new", "old")]
    [InlineData("enduser_details", "old", "new")]
    [InlineData("enduser_details", "new", "old")]
    [InlineData("conversations", "old", "new")]
    public async Task EachFromItsOwnState(string stream, string first, string second)
    {
        await using var bench = await Bench.StartAsync();
        var whole = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, stream));
        var run = await bench.Source.ReadAsync(
            bench.Config(),
            $$"""{"streams":[{{Configured(stream, first)}},{{Configured(stream, second)}}]}""",
            """[{"type":"STREAM","stream":{"stream_descriptor":{"name":"$","namespace":"new"},"stream_state":{"cursor":0}}}]"""
                .Replace("$", stream, StringComparison.Ordinal)
                .Replace("\"cursor\":0", $"\"{StreamRegistry.Find(stream)!.Cursor}\":{bench.Now.AddDays(-3).ToUnixTimeMilliseconds()}", StringComparison.Ordinal));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(whole.Ids(stream).Order(), Ids(run, "old").Order());
        Assert.InRange(Ids(run, "new").Count, 1, whole.Ids(stream).Count / 2);
    }

    private static string Configured(string stream, string space) =>
        $$"""{"stream":{"name":"{{stream}}","namespace":"{{space}}"},"sync_mode":"incremental"}""";

    private static List<string> Ids(Run run, string space) =>
    [
        .. run.Messages.Where(message => message.GetProperty("type").GetString() == "RECORD").Select(message => message.GetProperty("record"))
            .Where(record => record.GetProperty("namespace").GetString() == space)
            .Select(record => record.GetProperty("data").GetProperty("id").ToString()),
    ];
}
