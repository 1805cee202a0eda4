using System.Text.Json.Nodes;
using Dixa.Connector;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Spectre.Console;

namespace Dixa.Demo;

/// <summary>The course of the demo: each of the connector's commands on a simulated Dixa, and whether it did what it should.</summary>
/// <param name="connector">The directory of the connector; null if it lies beside this program.</param>
public sealed class Demonstration(SimulatorServer simulator, SimulatedClock clock, OutputFolder folder, IAnsiConsole console, string? connector = null)
{
    /// <summary>Simulated seconds in a real one: a minute's wait takes eight.</summary>
    private const int Speed = 8;

    private const string Read = $"read --config {OutputFolder.Config} --catalog {OutputFolder.Catalog}";
    private const string ReadOn = $"{Read} --state {OutputFolder.State}";
    private const string Views = $"views --config {OutputFolder.WarehouseConfig}";
    private const string Write = $"write --config {OutputFolder.WarehouseConfig} --catalog {OutputFolder.Catalog}";

    private readonly Narrator _narrator = new(console);
    private readonly Platform _platform = new(new SourceDixa(connector ?? AppContext.BaseDirectory, folder, clock), folder, simulator, clock);
    private readonly DixaWarehouse _warehouse = new(folder);
    private readonly DemoDatabase _database = new(folder.PathOf(OutputFolder.Database));
    private readonly Audit _audit = new(simulator.Organization);
    private readonly ConversationFigures _figures = new();
    private readonly List<string> _problems = [];

    /// <summary>
    /// Dixa's limits for this clock. By it, what holds up a request on this machine takes <see cref="Speed"/> times as long, so
    /// the burst, which is there for requests that come late, is that much larger. The rate stays.
    /// </summary>
    public static RateLimits Limits { get; } = new() { ApiBurst = new RateLimits().ApiBurst * Speed };

    public static SimulatedClock StartClock() =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()), Speed);

    /// <returns>Whether all was well.</returns>
    /// <exception cref="DemoException">It can't go on.</exception>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var start = clock.GetUtcNow().AddMonths(-simulator.Options.Months);
        Introduce(start);
        await SpecAsync(ct);
        folder.Write(OutputFolder.Config, Config(start));
        var check = await CheckAsync(ct);
        var catalog = await DiscoverAsync(ct);
        folder.Write(OutputFolder.Catalog, catalog.ToJson());
        folder.Write(OutputFolder.WarehouseConfig, DixaWarehouse.Config);

        var full = await ReadAsync(OutputFolder.FullRead, Read, catalog, ct);
        folder.Write(OutputFolder.State, full.Tally.LastStates());
        await WriteAsync(OutputFolder.FullRead, OutputFolder.FullWrite, ct);
        ChangeOrganization();
        var incremental = await ReadAsync(OutputFolder.IncrementalRead, ReadOn, catalog, ct);
        await WriteAsync(OutputFolder.IncrementalRead, OutputFolder.IncrementalWrite, ct);
        await RefreshViewsAsync(ct);

        var report = new Report(_narrator, folder);
        report.ShowFigures(full, incremental, _figures);
        report.ShowAnswers(_database);
        report.ShowFiles();
        report.ShowNextSteps();
        report.Judge(
            _problems,
            _audit.Rows,
            [.. check.Requests, .. full.Command.Requests, .. incremental.Command.Requests]);
        return _problems is [];
    }

    /// <summary>Shows the page until it is told to stop.</summary>
    /// <exception cref="DemoException">It can't be shown.</exception>
    public Task ServeAsync(CancellationToken stop) => new DemoPage(folder, _narrator).ServeAsync(stop);

    private void Introduce(DateTimeOffset start)
    {
        var (conversations, limits) = (simulator.Organization.Conversations, simulator.Limits);
        _narrator.Title("source-dixa at work");
        _narrator.Say(
            $"A simulated Dixa runs at {simulator.Url.GetLeftPart(UriPartial.Authority)}: {Figure.Count(conversations.Count, "conversation")} with "
            + $"{Figure.Count(conversations.Sum(conversation => conversation.Messages.Length), "message")} from {Figure.Day(start)} until now (seed {simulator.Options.Seed}). "
            + $"It keeps Dixa's rate limits: {limits.ExportsPerMinute} exports requests a minute, {limits.ApiPerSecond} API requests a second.");
        _narrator.Say(
            $"So that nobody has to sit through them, the clock of the simulator and of the connector runs {Speed} times as fast as the real one. "
            + "The seconds given below are real ones.");
        _narrator.Say("All messages go to this directory, which is new, and their rows into a database there:");
        _narrator.ShowLines($"  {folder.Path}\n");
    }

    private async Task SpecAsync(CancellationToken ct)
    {
        _narrator.Announce("source-dixa spec");
        var command = await _platform.RunAsync(OutputFolder.Spec, "spec", ct);
        var specification = command.Transcript.Answer("SPEC").GetProperty("connectionSpecification");
        var required = specification.GetProperty("required").EnumerateArray().Select(name => name.GetString());
        _narrator.Conclude(
            command, $"It takes {Figure.Count(specification.GetProperty("properties").EnumerateObject().Count(), "setting")}; required: {string.Join(", ", required)}.");
    }

    private JsonObject Config(DateTimeOffset start) => new()
    {
        ["api_token"] = simulator.Options.Token,
        ["start_date"] = Figure.Day(start),
        ["dixa_api_url"] = simulator.Url.GetLeftPart(UriPartial.Authority),
        ["exports_api_url"] = simulator.Url.GetLeftPart(UriPartial.Authority),
    };

    private async Task<CommandRun> CheckAsync(CancellationToken ct)
    {
        const string CommandLine = $"check --config {OutputFolder.Config}";
        _narrator.Announce($"source-dixa {CommandLine}");
        var command = await _platform.RunAsync(OutputFolder.Check, CommandLine, ct);
        var answer = command.Transcript.Answer("CONNECTION_STATUS");
        if (!answer.GetProperty("status").ValueEquals("SUCCEEDED"))
        {
            throw new DemoException($"The check did not succeed: {answer.GetProperty("message")}");
        }

        _narrator.Conclude(command, "SUCCEEDED: both APIs take the token.");
        return command;
    }

    private async Task<DemoCatalog> DiscoverAsync(CancellationToken ct)
    {
        const string CommandLine = $"discover --config {OutputFolder.Config}";
        _narrator.Announce($"source-dixa {CommandLine}");
        var command = await _platform.RunAsync(OutputFolder.Discover, CommandLine, ct);
        var catalog = new DemoCatalog(command.Transcript.Answer("CATALOG"));
        var incremental = catalog.Streams.Where(stream => stream.IsIncremental).Select(stream => stream.Name).ToArray();
        _narrator.Conclude(
            command, $"{Figure.Count(catalog.Streams.Count, "stream")}; incremental: {string.Join(", ", incremental)}. All of them go into {OutputFolder.Catalog}.");
        return catalog;
    }

    private async Task<ReadRun> ReadAsync(string file, string commandLine, DemoCatalog catalog, CancellationToken ct)
    {
        _narrator.Announce($"source-dixa {commandLine}");
        IReadProgress progress = console.Profile.Capabilities.Ansi
            ? new LiveProgress(console, simulator, clock)
            : new LineProgress(console.Profile.Out.Writer);
        var tally = new ReadTally(catalog);
        var reading = _platform.ReadAsync(file, commandLine, tally, _figures.Observe, ct);
        await progress.ShowAsync(tally, reading);

        var read = await reading;
        _problems.AddRange(_audit.Of(read, clock.GetUtcNow()));
        _narrator.Conclude(
            read.Command,
            $"{Figure.Count(tally.Streams.Sum(stream => stream.Records), "record")} of {Figure.Count(tally.Streams.Count, "stream")} in {Figure.Count(read.Command.Requests.Count, "request")}.");
        return read;
    }

    /// <summary>Keeps a read in the database, and holds what the tables have against what the reads brought.</summary>
    private async Task WriteAsync(string messages, string file, CancellationToken ct)
    {
        _narrator.Announce($"dixa-warehouse {Write} < {messages}");
        var elapsed = await _warehouse.WriteAsync(Write, messages, file, ct);
        var tables = _database.Counts;
        _problems.AddRange(_audit.Of(tables));
        _narrator.Conclude(elapsed, file, $"{Figure.Count(tables.Values.Sum(), "row")} in {Figure.Count(tables.Count, "table")} of {OutputFolder.Database}.");
    }

    private async Task RefreshViewsAsync(CancellationToken ct)
    {
        _narrator.Announce($"dixa-warehouse {Views}");
        var (elapsed, _) = await _warehouse.RefreshViewsAsync(Views, ct);
        _narrator.Conclude(elapsed, OutputFolder.Database, "Response times, backlog, satisfaction and more, as views over those tables.");
    }

    private void ChangeOrganization()
    {
        var change = simulator.Organization.Change(clock.GetUtcNow());
        _narrator.Say(
            $"Meanwhile, in Dixa: {Figure.Count(change.AddedConversations.Count, "new conversation")}, activity in {Figure.Count(change.UpdatedConversations.Count, "older one")}, "
            + $"{(change.AnonymizedConversation is null ? "" : "one anonymised, ")}a new agent, a new end user, a queue renamed, a tag deactivated. "
            + $"The next read goes on from the states of the first, which are in {OutputFolder.State}.");
    }
}
