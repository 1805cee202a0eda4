using Dixa.Connector.Harness;
using Dixa.Simulator.Data;

namespace Dixa.Connector.Issues;

/// <summary>
/// A row without a cursor goes by the start of its window. Where another stream starts earlier, so do the windows, and a stream that
/// starts later left the row out as one that it had read.
/// </summary>
public sealed class AConversationWithoutACursorIsReadWhereverTheWindowsBegin
{
    [Theory]
    [InlineData(CursorDefect.Missing)]
    [InlineData(CursorDefect.Null)]
    [InlineData(CursorDefect.Text)]
    public async Task EvenIfAnotherStreamStartsEarlier(CursorDefect defect)
    {
        await using var bench = await Bench.StartAsync();

        // Without a lookback: at some times of the day the organisation's last conversation is less than an hour old, and would come again.
        var config = bench.Config(change: settings => settings["lookback_minutes"] = 0);
        var first = await bench.Source.ReadAsync(config, SourceDixa.Catalog(ConfiguredModes.Incremental, "conversation_details"));
        var added = bench.Simulator.Organization.AddConversation(bench.Now);
        bench.Simulator.Organization.Put(added with { CursorDefect = defect });

        var second = await bench.Source.ReadAsync(
            config, SourceDixa.Catalog(ConfiguredModes.Incremental, "conversation_details", "linked_conversations"), first.StateFile());

        Assert.Equal([$"{added.Id}"], second.Ids("conversation_details"));
    }
}
