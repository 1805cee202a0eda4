using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Stores;
using Serilog;

namespace Dixa.Warehouse.Commands;

public sealed class StatusCommandTests : IDisposable
{
    private static readonly DateTimeOffset Began = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly SqliteDatabase _database = new();
    private readonly StringWriter _said = new();

    /// <summary>What was printed, which is one line.</summary>
    private string Line => Assert.Single(_said.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));

    public void Dispose()
    {
        _said.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void WithoutARunNothingIsWrong()
    {
        Assert.Equal(0, Run());
        Assert.Contains("no run has ended yet.", Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("succeeded", null, 0, "the last run began at 2026-01-02 03:04:05 UTC and succeeded at 03:09:05 with 0 records.")]
    [InlineData("stopped", null, 0, "the last run began at 2026-01-02 03:04:05 UTC and was stopped at 03:09:05 with 0 records.")]
    [InlineData("failed", "Nobody answers.", 1, "the last run began at 2026-01-02 03:04:05 UTC and failed at 03:09:05 with 0 records. Nobody answers.")]
    public void TheExitCodeSaysWhetherTheLastRunFailed(string status, string? error, int exitCode, string said)
    {
        using (var store = _database.Store())
        {
            var run = RunId.New(Began);
            store.Begin(run, null, null, Began);
            store.End(run, new RunEnd(status, Began.AddMinutes(5), null, error));
        }

        Assert.Equal(exitCode, Run());
        Assert.EndsWith(said, Line, StringComparison.Ordinal);
    }

    [Fact]
    public void ASyncThatWasKilledHasFailed()
    {
        using (var store = _database.Store())
        {
            var before = RunId.New(Began.AddHours(-1));
            store.Begin(before, null, "schedule", Began.AddHours(-1));
            store.End(before, new RunEnd("succeeded", Began, null, null));
            store.Begin(RunId.New(Began), null, "schedule", Began);
        }

        Assert.Equal(1, Run());
        Assert.EndsWith("the last run began at 2026-01-02 03:04:05 UTC. It ended without a word: it was killed, or its machine stopped. What it had committed is kept, and the next run goes on from there.", Line, StringComparison.Ordinal);
    }

    [Fact]
    public void ASyncThatGoesOnHasNotFailed()
    {
        using var store = _database.Store();
        Assert.True(store.TryLock("sync", TimeSpan.Zero));
        store.Begin(RunId.New(Began), null, "schedule", Began);

        Assert.Equal(0, Run());
    }

    private int Run()
    {
        using var log = new LoggerConfiguration().CreateLogger();
        var mask = new SecretMask();
        var environment = new EnvironmentSettings(new Dictionary<string, string> { ["DIXA_DATABASE"] = _database.Setting });
        return StatusCommand.Run(new CommandContext(
            CommandLine.TryParse(["status"], out _)!, new MessageWriter(Stream.Null, mask), mask, log, environment, TimeProvider.System, TestContext.Current.CancellationToken), _said);
    }
}
