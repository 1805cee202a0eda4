using System.Runtime.InteropServices;
using System.Text.Json;
using Dixa.Connector.Faults.Source;
using Dixa.Connector.Harness;
using Dixa.Connector.Streams;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Simulator.Data;

namespace Dixa.Connector.Faults.Properties;

/// <summary>Carries a case out: its syncs with all that befalls them, then clean ones, then the comparison of the destinations with the source.</summary>
public sealed class CaseRun : IAsyncDisposable
{
    /// <summary>Four simulated hours: an outage of a host and the longest wait for a rate limit take a quarter of that.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromHours(4) / CaseClock.Speed;

    /// <summary>A token of our own, which takes nothing from the connector's limits.</summary>
    private const string Auditor = "auditor";

    private readonly DrawnCase _drawn;
    private readonly CaseClock _clock;
    private readonly SimulatorServer _simulator;
    private readonly HttpClient _http;
    private readonly SourceReader _reader;
    private readonly SourceDixa _source;
    private readonly Dictionary<string, Ledger> _ledgers;
    private readonly IReadOnlyList<string> _tokenForms;
    private readonly List<string> _reported = [];

    /// <summary>Conversations that were stamped ahead of Dixa's clock, so that no state covers them before their time has come.</summary>
    private readonly HashSet<long> _ahead = [];

    private CaseRun(DrawnCase drawn, CaseClock clock, SimulatorServer simulator)
    {
        (_drawn, _clock, _simulator) = (drawn, clock, simulator);
        _source = new SourceDixa { Clock = clock };
        _http = new HttpClient { BaseAddress = simulator.Url };
        simulator.Tokens.Grant(Auditor, new TokenGrant());
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", Auditor);
        _reader = new SourceReader(simulator.Organization, _http, drawn.CertainStart.ToUnixTimeMilliseconds());
        _ledgers = drawn.Streams.ToDictionary(stream => stream.Name, stream => new Ledger(stream));
        _tokenForms = TokenForms.Of(drawn.Token);
    }

    public Violations Violations { get; } = new();

    public Tally Tally { get; } = new() { Cases = 1 };

    /// <summary>How each run went, for whoever looks into a case.</summary>
    public IReadOnlyList<string> Told => _reported;

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    public static async Task<CaseRun> StartAsync(DrawnCase drawn)
    {
        var clock = new CaseClock(drawn.Now);
        return new CaseRun(drawn, clock, await SimulatorServer.StartAsync(drawn.Options, clock));
    }

    public async Task RunAsync()
    {
        foreach (var change in _drawn.History)
        {
            Apply(change);
        }

        for (var sync = 0; sync < _drawn.Syncs.Count && !Violations.Any; sync++)
        {
            await SyncAsync(_drawn.Syncs[sync], sync);
        }

        JumpBeyondEverything();
        await CleanSyncAsync();
        if (_ledgers.Values.Any(ledger => ledger.IsResumed))
        {
            await CleanSyncAsync();
        }

        if (!Violations.Any)
        {
            _simulator.Limits = RateLimits.None;
            await new DestinationAudit(_drawn, _reader, NowMs, Violations).CheckAsync(_ledgers.Values);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _source.Dispose();
        _http.Dispose();
        await _simulator.DisposeAsync();
    }

    private async Task CleanSyncAsync()
    {
        if (!Violations.Any)
        {
            await SyncAsync(new DrawnSync(TimeSpan.FromMinutes(1), [], [], [], DrawnEnd.ByItself), int.MaxValue);
        }
    }

    private async Task SyncAsync(DrawnSync sync, int number)
    {
        _clock.Jump(sync.Pause);
        foreach (var change in sync.Before)
        {
            Apply(change);
        }

        var ledgers = _ledgers.Values.Where(ledger => ledger.Stream.FirstSync <= number).ToList();
        foreach (var ledger in ledgers)
        {
            await BeginAsync(ledger);
        }

        var faults = sync.Faults.Select(fault => new WatchedFault(fault)).ToList();
        var before = _simulator.Requests.All.Count;
        var (run, hasClosed) = await ReadAsync(sync, number, ledgers, faults);
        _simulator.Faults.Clear();
        if (run is null)
        {
            return;
        }

        ledgers.ForEach(ledger => ledger.ChangesMeanwhile = sync.During.Count > 0);
        if (faults.Any(fault => fault is { HasStruck: true, Drawn.Misdates: true }))
        {
            ledgers.ForEach(ledger => ledger.IsMisdated |= StreamRegistry.Find(ledger.Stream.Name)!.Kind is ConversationChildStream);
        }

        var end = sync.End.Kind == EndKind.CloseOutput && !hasClosed ? EndKind.ByItself : sync.End.Kind;
        var protocol = new ProtocolAudit(run, [.. ledgers.Select(ledger => ledger.Stream.Name)], end, faults.Any(fault => fault is { HasStruck: true, Drawn.IsFatal: true }), Violations);
        protocol.Check(_tokenForms);
        var records = ledgers.ToDictionary(ledger => ledger.Stream.Name, ledger => new RecordAudit(_drawn, ledger, Violations));
        var states = Walk(run, records);
        if (protocol.EndedByItself || end is EndKind.Terminate or EndKind.Interrupt)
        {
            records.Values.ToList().ForEach(audit => audit.End());
        }

        var committed = protocol.EndedByItself ? states : (int)Math.Ceiling(states * sync.End.Committed);
        Commit(run, committed, ledgers, protocol.EndedByItself, records);
        Tally.Add(run, states, records.Values.Sum(audit => audit.Records), _simulator.Requests.All.Count - before, faults, protocol.EndedByItself ? EndKind.ByItself : end);
        _reported.Add($"sync {number}: exit {run.ExitCode}, {states} states, {committed} committed\n{run}");
    }

    private async Task<(Run? Run, bool HasClosed)> ReadAsync(DrawnSync sync, int number, IReadOnlyList<Ledger> ledgers, IReadOnlyList<WatchedFault> faults)
    {
        RunningProcess? process = null;
        foreach (var (request, change) in sync.During)
        {
            _simulator.Faults.Add(new MomentFault(() => Apply(change)) { Skip = request });
        }

        if (sync.End.AtRequest is { } atRequest)
        {
            _simulator.Faults.Add(new MomentFault(() => Stop(process, sync.End.Kind)) { Skip = atRequest });
        }

        foreach (var fault in faults)
        {
            _simulator.Faults.Add(fault);
        }

        var (config, catalog) = (_drawn.Config(_simulator.Url), _drawn.Catalog(number));
        var states = JsonSerializer.Serialize(ledgers.Where(ledger => ledger.State is not null).Select(ledger => ledger.State));
        return sync.End.Kind == EndKind.ByItself && !_drawn.StartsProcesses
            ? (await ReadHereAsync(config, catalog, states), false)
            : await ReadByProcessAsync(sync.End, config, catalog, states, running => process = running);
    }

    private async Task<Run?> ReadHereAsync(string config, string catalog, string states)
    {
        _source.Environment.Clear();
        try
        {
            return await _source.ReadAsync(config, catalog, states);
        }
        catch (TimeoutException exception)
        {
            Violations.Require(false, "the read does not end", () => exception.Message);
            return null;
        }
    }

    private async Task<(Run? Run, bool HasClosed)> ReadByProcessAsync(DrawnEnd end, string config, string catalog, string states, Action<RunningProcess> started)
    {
        _source.Environment["TZ"] = _drawn.TimeZone;
        using var running = _source.StartRead(config, catalog, states);
        started(running);
        var (lines, hasClosed) = (0, false);
        running.OnLine = _ =>
        {
            if (++lines == end.AtLine)
            {
                hasClosed = end.Kind == EndKind.CloseOutput;
                Stop(running, end.Kind);
            }
        };
        using var ended = new CancellationTokenSource();
        var stopping = end.After is { } after
            ? Task.Delay(after, _clock, ended.Token).ContinueWith(_ => Stop(running, end.Kind), ended.Token, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default)
            : Task.CompletedTask;
        try
        {
            return (await running.EndAsync(Budget), hasClosed);
        }
        catch (TimeoutException exception)
        {
            Violations.Require(false, "the process does not end", () => exception.Message);
            return (null, hasClosed);
        }
        finally
        {
            await ended.CancelAsync();
            await stopping.ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private static void Stop(RunningProcess? process, EndKind kind)
    {
        switch (kind)
        {
            case EndKind.Kill:
                process?.Kill();
                break;
            case EndKind.CloseOutput:
                process?.CloseOutput();
                break;
            default:
                process?.Signal(kind == EndKind.Terminate ? PosixSignal.SIGTERM : PosixSignal.SIGINT);
                break;
        }
    }

    /// <summary>Takes the truth that the run is to be held against.</summary>
    private async Task BeginAsync(Ledger ledger)
    {
        ledger.IsResumed = ledger.IsResuming;
        if (ledger.IsResumed)
        {
            return;
        }

        ledger.Refreshed.Clear();
        ledger.Unsettled.Clear();
        ledger.Unsettled.UnionWith(_ahead);
        ledger.BeforeMs = NowMs;
        _simulator.Limits = RateLimits.None;
        ledger.Before = await _reader.ReadAsync(ledger.Stream.Name, ledger.Stream.IsIncremental, ledger.BeforeMs, withContent: false);
        _simulator.Limits = _drawn.Options.Limits;
        var nowMs = NowMs;
        ledger.Unsettled.UnionWith(_simulator.Organization.Conversations
            .Where(row => row.VisibleAtMs > nowMs - 60_000 || row.Messages.Any(message => message.VisibleAtMs > nowMs - 60_000)).Select(row => row.Id));
    }

    private static int Walk(Run run, Dictionary<string, RecordAudit> records)
    {
        var states = 0;
        foreach (var message in run.Messages)
        {
            switch (message.GetProperty("type").GetString())
            {
                case "RECORD":
                    var record = message.GetProperty("record");
                    records[record.GetProperty("stream").GetString()!].Record(record.GetProperty("data"));
                    break;
                case "STATE":
                    var state = message.GetProperty("state");
                    records[NameOf(state)].State(state);
                    states++;
                    break;
                default:
                    break;
            }
        }

        return states;
    }

    /// <summary>Commits what lies before the states that the platform has taken.</summary>
    private static void Commit(Run run, int states, IReadOnlyList<Ledger> ledgers, bool endedByItself, Dictionary<string, RecordAudit> records)
    {
        var pending = ledgers.ToDictionary(ledger => ledger.Stream.Name, _ => new List<JsonElement>());
        foreach (var message in run.Messages.TakeWhile(_ => states > 0))
        {
            switch (message.GetProperty("type").GetString())
            {
                case "RECORD":
                    var record = message.GetProperty("record");
                    pending[record.GetProperty("stream").GetString()!].Add(record.GetProperty("data"));
                    break;
                case "STATE":
                    var state = message.GetProperty("state");
                    var ledger = ledgers.Single(each => each.Stream.Name == NameOf(state));
                    foreach (var data in pending[ledger.Stream.Name])
                    {
                        var key = ledger.Stream.Stream.KeyOf(data);
                        ledger.Committed.Write(key, ledger.Stream.Stream.CursorOf(data), data);
                        ledger.Refreshed.Add(key);
                    }

                    pending[ledger.Stream.Name].Clear();
                    ledger.State = state;
                    states--;
                    break;
                default:
                    break;
            }
        }

        foreach (var ledger in ledgers)
        {
            ledger.LastRun = records[ledger.Stream.Name].Emitted;
            if (endedByItself && run.Statuses(ledger.Stream.Name).LastOrDefault() == "COMPLETE")
            {
                ledger.Complete.UnionWith(ledger.LastRun.SelectMany(row => row.Value.OfType<long>().Select(cursor => (row.Key, cursor))));
                ledger.CompleteFromMs = ledger.BeforeMs;
            }
        }
    }

    private static string NameOf(JsonElement state) => state.GetProperty("stream").GetProperty("stream_descriptor").GetProperty("name").GetString()!;

    private void Apply(Change change)
    {
        var touched = change.Apply(_simulator.Organization, _clock.GetUtcNow(), _drawn.Lookback, Seam);
        foreach (var ledger in _ledgers.Values)
        {
            ledger.Unsettled.UnionWith(touched);
        }

        var nowMs = NowMs;
        _ahead.UnionWith(_drawn.Lookback == TimeSpan.Zero ? touched : _simulator.Organization.Conversations.Where(row => touched.Contains(row.Id) && row.UpdatedAtMs > nowMs).Select(row => row.Id));

        if (change.Kind == ChangeKind.AddFuture)
        {
            _reader.FarAhead.UnionWith(touched);
        }
    }

    /// <summary>A seam of the first sync's windows.</summary>
    private DateTimeOffset Seam(double place)
    {
        var start = DateTimeOffset.FromUnixTimeMilliseconds(_drawn.FirstMs);
        var windows = (int)((_drawn.Now - start) / TimeSpan.FromDays(_drawn.WindowDays));
        return start.AddDays(_drawn.WindowDays * (int)(place * (windows + 0.99)));
    }

    /// <summary>To a time at which everything that lay in the future has come.</summary>
    private void JumpBeyondEverything()
    {
        var last = _simulator.Organization.Conversations.SelectMany(Times).Append(NowMs).Max();
        _clock.Jump(TimeSpan.FromMilliseconds(last - NowMs) + TimeSpan.FromMinutes(1));
    }

    private static IEnumerable<long> Times(Conversation row) =>
        row.Messages.SelectMany(message => new[] { message.CreatedAtMs, message.VisibleAtMs ?? 0 }).Append(row.UpdatedAtMs).Append(row.VisibleAtMs ?? 0);
}
