namespace Dixa.Warehouse.Webhooks;

/// <summary>How many requests to the Exports API a read takes.</summary>
public sealed class ExportsCostTests
{
    [Theory]
    [InlineData("conversations,messages", 1, 31, 2)]
    [InlineData("conversations,messages,agents,queues,tags,teams", 1, 31, 2)]
    [InlineData("conversations", 62.5, 31, 3)]
    [InlineData("agents,activity_logs", 1, 31, 0)]
    [InlineData("conversations,messages,conversation_notes,conversation_ratings", 1, 31, 3)]
    [InlineData("conversations", 0, 31, 1)]
    public void EveryWindowOfEveryExportIsOne(string streams, double days, double window, int expected) =>
        Assert.Equal(expected, ExportsCost.Of(streams.Split(','), TimeSpan.FromDays(days), TimeSpan.FromDays(window)));
}
