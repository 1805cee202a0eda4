using Dixa.Connector.Harness;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Syncing;
using Serilog;

namespace Dixa.Warehouse.Commands;

/// <summary>How <c>sync --every</c> goes on, on a clock that a test moves.</summary>
public sealed class SyncCommandTests : IDisposable
{
    private readonly SqliteDatabase _database = new();
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly List<string> _log = [];
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task TheNextSyncBeginsWhenItsTimeHasCome()
    {
        using var source = new ShellSource("""record "$runs"; state "$runs"; complete""");
        var running = Start(source);
        await SeenAsync("The next sync begins at 12:15:00 UTC", 1);
        Assert.Equal(["1"], _database.Rows("people", "id"));

        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(["1"], _database.Rows("people", "id"));

        _clock.Advance(TimeSpan.FromMinutes(1));
        await SeenAsync("The next sync begins at 12:30:00 UTC", 1);
        Assert.Equal(["1", "2"], _database.Rows("people", "id"));

        await _stop.CancelAsync();
        await running;
        Assert.Equal("Stopped; the next sync goes on from here.", Lines()[^1]);
    }

    [Fact]
    public async Task ARunThatFailedIsTriedAgainAtTheNextTurn()
    {
        using var source = new ShellSource("""if [ "$runs" = 1 ]; then record 1; state 1; record 2; exit 1; fi; cp "$7" "$here/state"; record 2; state 2; complete""");
        var running = Start(source);
        await SeenAsync("The next sync begins", 1);
        Assert.Contains(Lines(), line => line.StartsWith("The source failed with exit code 1.", StringComparison.Ordinal));
        Assert.Equal(["1"], _database.Rows("people", "id"));

        _clock.Advance(TimeSpan.FromMinutes(15));
        await SeenAsync("The next sync begins", 2);
        Assert.Equal(["1", "2"], _database.Rows("people", "id"));
        Assert.Contains("\"at\":1", await File.ReadAllTextAsync(source.PathOf("state"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(["failed", "succeeded"], _database.Rows("_sync_runs", "status", "began_at"));

        await _stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task ADatabaseThatCannotBeUsedIsTriedAgainAtTheNextTurn()
    {
        using var source = new ShellSource("""record 1; state 1; complete""");
        Directory.CreateDirectory(_database.Path);
        var running = Start(source);
        await SeenAsync("The next sync begins", 1);
        Assert.Contains(Lines(), line => line.Contains("can't be opened", StringComparison.Ordinal));

        Directory.Delete(_database.Path);
        _clock.Advance(TimeSpan.FromMinutes(15));
        await SeenAsync("The next sync begins", 2);
        Assert.Equal(["1"], _database.Rows("people", "id"));

        await _stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task ARefreshThatWasAskedForIsAskedForUntilItHasSucceeded()
    {
        using var source = new ShellSource("""cp "$7" "$here/state$runs"; record "$runs"; state "$runs"; if [ "$runs" = 2 ]; then exit 1; fi; complete""");
        await Start(source, "--streams", "people", every: null);
        var running = Start(source, "--refresh", "people");
        await SeenAsync("The next sync begins", 1);
        _clock.Advance(TimeSpan.FromMinutes(15));
        await SeenAsync("The next sync begins", 2);
        _clock.Advance(TimeSpan.FromMinutes(15));
        await SeenAsync("The next sync begins", 3);

        // The first read, the refresh that failed, the refresh again from its beginning, and then on from where that ended.
        Assert.Equal(["[]", "[]", "[]"], Enumerable.Range(1, 3).Select(run => File.ReadAllText(source.PathOf($"state{run}"))));
        Assert.Contains("\"at\":3", await File.ReadAllTextAsync(source.PathOf("state4"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(["3", "4"], _database.Rows("people", "id"));

        await _stop.CancelAsync();
        await running;
    }

    private Task<int> Start(ShellSource source, string? option = null, string? value = null, string? every = "15m")
    {
        string[] arguments = ["sync", "--config", source.Config(_database), "--source", source.Command, .. every is null ? Array.Empty<string>() : ["--every", every], .. option is null ? Array.Empty<string>() : [option, value!]];
        var options = CommandLine.TryParse(arguments, out _)!;
        var log = new LoggerConfiguration().WriteTo.Sink(new ListSink(_log)).CreateLogger();
        var mask = new SecretMask();
        var context = new CommandContext(options, new MessageWriter(Stream.Null, mask), mask, log, new EnvironmentSettings(new Dictionary<string, string>()), _clock, _stop.Token);
        return Task.Run(() => SyncCommand.Run(context, new SyncScreen(null, TextWriter.Null, mask, _clock)), TestContext.Current.CancellationToken);
    }

    private string[] Lines()
    {
        lock (_log)
        {
            return [.. _log];
        }
    }

    private async Task SeenAsync(string text, int times)
    {
        for (var tries = 0; Lines().Count(line => line.Contains(text, StringComparison.Ordinal)) < times; tries++)
        {
            Assert.True(tries < 6000, $"\"{text}\" was not logged {times} times:\n{string.Join('\n', Lines())}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
