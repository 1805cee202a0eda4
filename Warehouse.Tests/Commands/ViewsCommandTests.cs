using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Views;
using Serilog;

namespace Dixa.Warehouse.Commands;

public sealed class ViewsCommandTests : IDisposable
{
    private readonly SqliteDatabase _database = new();
    private readonly List<string> _said = [];

    public void Dispose() => _database.Dispose();

    [Fact]
    public void ItSaysWhatItDidAndWhatIsMissing()
    {
        new Desk(_database).Conversation(1, "2026-05-04T10:00:00Z").Load();

        Assert.Equal(0, Run(new() { ["DIXA_TIMEZONE"] = "Europe/Copenhagen" }));
        Assert.Contains("The stream messages was never read: replies and first responses are NULL.", _said);
        Assert.StartsWith("The views are up to date: 1 conversations, 1 of them computed anew in ", _said[^1], StringComparison.Ordinal);
        Assert.EndsWith("Days are those of Europe/Copenhagen.", _said[^1], StringComparison.Ordinal);
        Assert.Equal(["1"], _database.Rows("conversation_facts", "conversation_id"));
    }

    [Fact]
    public void WithoutTheTableItSaysWhatToDo() =>
        Assert.Contains("run sync first", Assert.Throws<WarehouseException>(() => Run([])).Message, StringComparison.Ordinal);

    [Fact]
    public void AWrongTimeZoneLeavesTheViewsAsTheyWere()
    {
        new Desk(_database).Conversation(1, "2026-05-04T10:00:00Z").Load();
        Run([]);

        Assert.Contains("not Nowhere/At_all", Assert.Throws<WarehouseException>(() => Run(new() { ["DIXA_TIMEZONE"] = "Nowhere/At_all" })).Message, StringComparison.Ordinal);
        Assert.Equal(["UTC"], _database.Rows("_views_state", "timezone"));
    }

    private int Run(Dictionary<string, string> variables)
    {
        using var log = new LoggerConfiguration().WriteTo.Sink(new ListSink(_said)).CreateLogger();
        var mask = new SecretMask();
        variables["DIXA_DATABASE"] = _database.Setting;
        return ViewsCommand.Run(new CommandContext(
            CommandLine.TryParse(["views"], out _)!, new MessageWriter(Stream.Null, mask), mask, log, new EnvironmentSettings(variables), TimeProvider.System, TestContext.Current.CancellationToken));
    }
}
