using System.Diagnostics;
using Dixa.Connector.Faults.Source;
using Dixa.Simulator;
using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>Carries a case out: syncs of a simulated organisation that changes, each with what befalls it, then one that nothing does.</summary>
public sealed class KillCase(DrawnCase drawn, Database database, Striker striker, SyncLength length, KillTally tally)
{
    /// <summary>Simulated seconds in a real one, for the source and its API: a retry's pause of a second takes some milliseconds.</summary>
    private const double Speed = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CaseClock _clock = new(drawn.Now, Speed);
    private readonly List<string> _told = [];

    /// <summary>What was done, for whoever looks into a case.</summary>
    public string Told => string.Join('\n', _told);

    /// <summary>Carries it out.</summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    public async Task<string?> RunAsync()
    {
        await using var simulator = await SimulatorServer.StartAsync(drawn.Options, _clock, TestContext.Current.CancellationToken);
        using var history = new SourceHistory(simulator, drawn.Streams, drawn.Start);
        await history.TakeAsync(_clock.GetUtcNow());
        var tables = new TableAudit(database, history);
        var states = new StateAudit(database, history, tables);
        var directory = Directory.CreateTempSubdirectory("dixa-case-");
        try
        {
            var config = Path.Combine(directory.FullName, "config.json");
            await File.WriteAllTextAsync(config, drawn.Config(simulator.Url, database).ToJsonString(), TestContext.Current.CancellationToken);
            ISyncer syncer = drawn.IsPiped ? new PlatformPipe(directory.FullName, config, drawn.Streams) : new OneCommand(config);
            tally.Add(drawn.IsPiped ? "through a pipe" : "by one command");
            var requests = history.Requests((int)Math.Ceiling((drawn.Now - drawn.Start).TotalDays / drawn.WindowDays));
            foreach (var sync in drawn.Syncs)
            {
                if (sync.Changes > 0)
                {
                    simulator.Organization.Change(_clock.GetUtcNow(), sync.Changes);
                    await history.TakeAsync(_clock.GetUtcNow());
                    requests = history.Requests(windows: 1);
                }

                states.Begin(syncer.IsRetry);
                if (await SyncAsync(simulator, syncer, sync, requests) is { } dead)
                {
                    return dead;
                }

                if (states.Check(_clock.GetUtcNow()) is { } uncovered)
                {
                    return uncovered;
                }
            }

            return await EndAsync(simulator, syncer, states) ?? history.Streams.Select(tables.CheckWhole).FirstOrDefault(difference => difference is not null);
        }
        finally
        {
            tally.Add("states", states.States);
            tally.AddRows(tables.Rows);
            directory.Delete(recursive: true);
        }
    }

    /// <summary>What befalls nobody has to end well. A refresh that goes on brings what there was when it began: then another one follows.</summary>
    private async Task<string?> EndAsync(SimulatorServer simulator, ISyncer syncer, StateAudit states)
    {
        states.Begin(syncer.IsRetry);
        var isResuming = syncer.IsRetry || states.IsResuming;
        var failure = await SyncAsync(simulator, syncer, new DrawnSync(0, [], []), 0) ?? states.Check(_clock.GetUtcNow());
        return failure is null && isResuming ? await EndAsync(simulator, syncer, states) : failure;
    }

    private async Task<string?> SyncAsync(SimulatorServer simulator, ISyncer syncer, DrawnSync sync, int requests)
    {
        foreach (var fault in sync.Faults)
        {
            simulator.Faults.Add(fault);
        }

        var clock = Stopwatch.StartNew();
        var struck = new List<string>();
        var isProcess = drawn.StartsProcesses || sync.Strikes.Count > 0;
        var (code, said) = isProcess
            ? await RunProcessesAsync(simulator, syncer, sync.Strikes, requests, struck)
            : await RunHereAsync(syncer);
        simulator.Faults.Clear();
        if (isProcess && struck.Count == 0 && sync.Faults.Count == 0)
        {
            length.Measured(clock.Elapsed);
        }

        tally.Add("syncs");
        _told.Add($"{(struck.Count > 0 ? string.Join(", ", struck) : "undisturbed")}: exit {code} after {clock.ElapsedMilliseconds} ms\n{said}");
        return struck.Count == 0 && sync.Faults.Count == 0 && code != 0 ? $"a sync that nothing befell ended with {code}" : null;
    }

    private async Task<(int Code, string Said)> RunHereAsync(ISyncer syncer)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(Patience);
        var (code, said) = await syncer.RunHereAsync(_clock, stop.Token);
        return stop.IsCancellationRequested ? throw new TimeoutException($"A sync does not end:\n{said}") : (code, said);
    }

    /// <summary>Lets befall a sync what was drawn for it, and waits for its end.</summary>
    /// <param name="struck">What has befallen it: a moment may come after its end.</param>
    private async Task<(int Code, string Said)> RunProcessesAsync(SimulatorServer simulator, ISyncer syncer, IReadOnlyList<Strike> strikes, int requests, List<string> struck)
    {
        var moments = strikes.Select(strike => Moment(simulator, strike, requests)).ToList();
        var clock = Stopwatch.StartNew();
        using var running = await syncer.StartAsync(_clock);
        var ended = running.Ended;
        foreach (var (strike, moment) in strikes.Zip(moments))
        {
            await Task.WhenAny(ended, moment(), Task.Delay(Patience, TestContext.Current.CancellationToken));
            if (!ended.IsCompleted)
            {
                await Task.WhenAny(ended, Task.Delay(strike.Delay, TestContext.Current.CancellationToken));
            }

            if (!ended.IsCompleted && await striker.StrikeAsync(strike.Kind, database, running))
            {
                struck.Add($"{strike.Kind} after {clock.ElapsedMilliseconds} ms");
                tally.Struck(strike.Kind);
            }
        }

        if (await Task.WhenAny(ended, Task.Delay(Patience, TestContext.Current.CancellationToken)) != ended)
        {
            running.Kill();
            throw new TimeoutException($"A sync does not end:\n{(await ended).Said}");
        }

        return await ended;
    }

    /// <summary>Waits for a strike's moment: a request of the source, or a time since the beginning.</summary>
    private Func<Task> Moment(SimulatorServer simulator, Strike strike, int requests)
    {
        if (!strike.AtRequest)
        {
            var after = length.Value * strike.Place;
            return () => Task.Delay(after, TestContext.Current.CancellationToken);
        }

        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        simulator.Faults.Add(new MomentFault(() => reached.TrySetResult()) { Skip = (int)(strike.Place * requests) });
        return () => reached.Task;
    }
}
