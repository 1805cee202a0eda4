using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Metrics;
using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Views;
using Dixa.Warehouse.Writing;
using Serilog;

namespace Dixa.Warehouse.Syncing;

/// <summary>One sync: starts the source with the states that the database holds, and writes what comes.</summary>
public sealed class SyncRun(SyncOptions options, ILogger log, SyncScreen screen, TimeProvider time, WarehouseMetrics metrics)
{
    /// <summary>What the source may take to write its last states when it is stopped.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2.5);

    /// <summary>How long the connection of a sync that was killed may take to go, and its lock with it.</summary>
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(5);

    /// <summary>The settings of the source that a run that an event woke gives it otherwise.</summary>
    private const string LookbackMinutes = "lookback_minutes";

    /// <summary>Carries it out.</summary>
    /// <param name="stop">Cancelled to stop: what is whole is still committed.</param>
    /// <returns>How it went; null if there was nothing to do for an event.</returns>
    /// <exception cref="WarehouseException">It could not begin, or broke off.</exception>
    /// <exception cref="OperationCanceledException">It was stopped before it began.</exception>
    public SyncResult? Run(SyncOrder order, CancellationToken stop)
    {
        using var files = new SourceFiles();
        var config = files.Write("config.json", SettingsFor(order).ToJsonString());
        var discovered = order.Woken?.Discovered ?? Discover(files, config, stop);
        using var store = StoreFactory.Create(options.Config);
        store.Open();
        if (!store.TryLock("sync", LockWait))
        {
            throw WarehouseException.Transient($"Another sync of {store.Description} is running. Two would read the same twice: wait until it has ended.");
        }

        var bookmarks = store.ReadBookmarks();
        if ((order.Woken is { } woken ? SyncPlan.MakeWoken(woken, bookmarks) : SyncPlan.Make(discovered, options.Streams, order.Refreshed, bookmarks)) is not { } plan)
        {
            return null;
        }

        foreach (var gone in order.Woken is null ? bookmarks.Where(bookmark => bookmark is { HasTable: false, State: not null, Stream: not null }) : [])
        {
            log.Warning("The table of {Stream:l} is gone: the stream is read from the beginning.", gone.Stream);
        }

        var output = new SyncOutput(log, isQuiet: order.Woken is not null);
        var writing = new WriteOptions { SpillDirectory = StoreFactory.SpillDirectory(options.Config), Time = time, LeavesStates = order.Woken is not null };
        using var session = WriteSession.Begin(store, plan.Catalog, writing, log, output, order.BeganBy);
        foreach (var stream in session.Streams)
        {
            stream.Newest = order.WatchesCursors && stream.Table.Cursor is { } cursor ? new NewestCursor(cursor.Property) : null;
        }

        var progress = new SyncProgress(session.Streams, output, options.Config.Source, stream => plan.StateOf.GetValueOrDefault(stream.Table.Stream), time);
        string[] arguments = ["read", "--config", config, "--catalog", files.Write("catalog.json", plan.Json), "--state", files.Write("state.json", plan.States)];
        using var source = SourceProcess.Start(options.Source, files.Path, arguments, line => log.Warning("{Line:l}", line));
        using var cutOff = new CancellationTokenSource();
        using var stopping = stop.Register(() =>
        {
            source.Stop();
            cutOff.CancelAfter(StopGrace);
        });

        using var counting = metrics.Rows.Follow(session.Streams);
        var result = new RunResult("failed", null);
        var outcome = Watch(order, progress, () => session.Run(source.Output, Judge, cutOff.Token));
        var changedNothing = result.Error is not null && outcome.Streams.All(stream => stream is { Records: 0, IsComplete: false });
        return new SyncResult(result.Status, stop.IsCancellationRequested || changedNothing ? result.Error : Join(result.Error, RefreshViews()))
        {
            Discovered = discovered,
            Requests = output.Requests,
            ExportsRequests = output.CountOf(TraceMessage.ExportsRequests),
            RateLimited = output.CountOf(TraceMessage.RateLimited),
            Streams = [.. outcome.Streams.Zip(session.Streams, (ended, stream) => new SyncedStream(ended.Name, ended.IsComplete, ended.Records, output.StateOf(ended.Name), stream.Newest?.Time))],
        };

        RunResult Judge(WriteOutcome outcome)
        {
            var isStopped = stop.IsCancellationRequested;
            var code = isStopped ? 0 : source.Wait();
            session.Requests = output.Requests;
            var failure = code == 0 ? outcome.Failure : $"The source failed with exit code {code}. {outcome.Failure}".TrimEnd();
            result = RunResult.Of(failure is null ? null : string.Join(' ', output.Errors.Distinct().Select(error => $"{error.TrimEnd('.')}.").Append(failure)), isStopped);
            return result;
        }
    }

    /// <summary>Shows people how it goes on. Of a run that an event woke there would be a table every few seconds.</summary>
    private WriteOutcome Watch(SyncOrder order, SyncProgress progress, Func<WriteOutcome> run)
    {
        if (order.Woken is not null)
        {
            return run();
        }

        WriteOutcome outcome;
        using (screen.Show(progress))
        {
            outcome = run();
        }

        screen.End(progress);
        return outcome;
    }

    private JsonObject SettingsFor(SyncOrder order)
    {
        if (order.Woken is not { } woken)
        {
            return options.Config.Source;
        }

        var settings = (JsonObject)options.Config.Source.DeepClone();
        settings[LookbackMinutes] = (int)Math.Ceiling(woken.Lookback.TotalMinutes);
        return settings;
    }

    private static string? Join(string? one, string? other) => one is null || other is null ? one ?? other : $"{one} {other}";

    /// <summary>Also after a run that failed in part: what it brought is there.</summary>
    /// <returns>Why it did not succeed; null if it did.</returns>
    private string? RefreshViews()
    {
        try
        {
            ViewRefresher.Run(options.Config, log, time);
            return null;
        }
        catch (Exception exception) when (exception is WarehouseException or StoreLostException)
        {
            return $"The rows are in, and the views are as they were: {exception.Message}";
        }
    }

    /// <summary>Asks the source what there is.</summary>
    private JsonObject Discover(SourceFiles files, string config, CancellationToken stop)
    {
        var errors = new SyncOutput(log);
        using var source = SourceProcess.Start(options.Source, files.Path, ["discover", "--config", config], line => log.Warning("{Line:l}", line));
        using var stopping = stop.Register(source.Stop);
        using var lines = new LineReader(source.Output);
        var catalogs = new List<JsonObject>();
        while (lines.Read())
        {
            switch (Envelope.Read(lines.Line, withNamespace: false).Kind)
            {
                case MessageKind.Other:
                    catalogs.AddRange(CatalogOf(lines.Line));
                    break;
                case MessageKind.Trace:
                    errors.Heard(MessageKind.Trace, lines.Line);
                    break;
            }
        }

        var code = source.Wait();
        stop.ThrowIfCancellationRequested();
        return catalogs.Count > 0 ? catalogs[0] : throw WarehouseException.Configuration(
            errors.Errors.Count > 0 ? string.Join(' ', errors.Errors) : $"The source {options.Source.Program} did not say what it has: its discover ended with exit code {code}.");
    }

    private static IEnumerable<JsonObject> CatalogOf(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonNode.Parse(line, documentOptions: new JsonDocumentOptions { MaxDepth = 1000 })?["catalog"] is JsonObject catalog ? [(JsonObject)catalog.DeepClone()] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
