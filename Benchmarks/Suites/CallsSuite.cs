using Dixa.Benchmarks.Simulated;
using Dixa.Connector.Streams;
using Dixa.Simulator;
using Dixa.Simulator.Access;

namespace Dixa.Benchmarks.Suites;

/// <summary>How many requests a sync sends, next to the fewest that would do, and how much of the limit it uses.</summary>
public sealed class CallsSuite : ISuite
{
    /// <summary>Of what only waits for whole minutes.</summary>
    private const double FastForExports = 8;

    /// <summary>A timer may be a millisecond late, which is so many more of the simulated clock, at each fifth of a second.</summary>
    private const double FastForApi = 2;

    private static readonly (string Name, Func<Workbench, Task<(Traffic Traffic, LeastCalls Least, double Speed)>> RunAsync)[] Cases =
    [
        ("a year of conversations and messages", YearAsync),
        ("all lists", ListsAsync),
        ("everything that changed since", ChangesAsync),
        ("notes and ratings of 10,000 changed conversations", ChildrenAsync),
    ];

    public string Name => "calls";

    public IReadOnlyList<string> Columns { get; } =
    [
        "sync", "exports sent", "fewest", "API requests sent", "fewest", "answered 429", "seconds", "seconds at the limit",
        "share of the limit", "speed of the clock",
    ];

    public IReadOnlyList<string> Rows { get; } = [.. Cases.Select(each => each.Name)];

    public async Task<Report> RunAsync(Workbench bench, string machine)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var (name, runAsync) in Cases)
        {
            Workbench.Say($"  {name}");
            var (traffic, least, speed) = await runAsync(bench);
            rows.Add(
            [
                name,
                Figure.Count(traffic.Exports),
                Figure.Count(least.Exports),
                Figure.Count(traffic.Api),
                Figure.Count(least.Api),
                Figure.Count(traffic.Refused),
                Figure.Of(traffic.Seconds),
                Figure.Of(traffic.SecondsAtTheLimit),
                Figure.Percent(traffic.Share),
                $"{speed:0} ×",
            ]);
        }

        return new Report(rows, "Against the simulator with its limits on; seconds are those of the simulated clock, from the first request's arrival to the last one's.");
    }

    private static async Task<(Traffic Traffic, LeastCalls Least, double Speed)> YearAsync(Workbench bench)
    {
        const int Days = 365;
        await using var dixa = await SimulatedDixa.StartAsync(new SimulatorOptions { Conversations = bench.Scaled(3_000), Months = 12 }, FastForExports);
        var traffic = await dixa.ReadAsync(bench, dixa.Order(["conversations", "messages"], Days).Command(bench));
        return (traffic, LeastCalls.OfExports(Days, streams: 2), FastForExports);
    }

    private static async Task<(Traffic Traffic, LeastCalls Least, double Speed)> ListsAsync(Workbench bench)
    {
        await using var dixa = await SimulatedDixa.StartAsync(new SimulatorOptions { Conversations = 100, EndUsers = bench.Scaled(5_000), Months = 1 }, FastForApi);
        var lists = StreamRegistry.All.Where(stream => !stream.Kind.IsIncremental).Select(stream => stream.Name);
        var traffic = await dixa.ReadAsync(bench, dixa.Order(lists, days: 1).Command(bench));
        return (traffic, LeastCalls.OfLists(dixa.Server.Organization.Workspace), FastForApi);
    }

    /// <remarks>The sync before it is not measured, so the limits are off meanwhile.</remarks>
    private static async Task<(Traffic Traffic, LeastCalls Least, double Speed)> ChangesAsync(Workbench bench)
    {
        const int Days = 92;
        await using var dixa = await SimulatedDixa.StartAsync(new SimulatorOptions { Conversations = 300, EndUsers = 250, Months = 3 }, FastForApi);
        var order = dixa.Order(StreamRegistry.All.Select(stream => stream.Name), Days);
        var (since, states, file) = (dixa.Now, bench.NewPath("states"), bench.NewPath("state.json"));
        dixa.Server.Limits = RateLimits.None;
        await Processes.Measurement.OfAsync(bench, (order with { KeepsLimits = false }).Command(bench), States.Drain(states));
        await File.WriteAllTextAsync(file, States.LastOf(states).ToJsonString());

        dixa.Server.Organization.Change(dixa.Now, conversations: 50);
        dixa.Server.Limits = new RateLimits();
        var traffic = await dixa.ReadAsync(bench, (order with { State = file }).Command(bench));
        return (traffic, LeastCalls.OfChanges(dixa.Server.Organization, since), FastForApi);
    }

    private static async Task<(Traffic Traffic, LeastCalls Least, double Speed)> ChildrenAsync(Workbench bench)
    {
        const int Days = 31;
        await using var dixa = await SimulatedDixa.StartAsync(
            new SimulatorOptions { Conversations = bench.Scaled(10_000), EndUsers = 1_000, Months = 1 }, FastForApi);
        Share(dixa.Server.Organization);
        var traffic = await dixa.ReadAsync(bench, dixa.Order(["conversation_notes", "conversation_ratings"], Days).Command(bench));
        var conversations = dixa.Server.Organization.Conversations;
        var least = conversations.Count(conversation => !conversation.Notes.IsEmpty) + conversations.Count(conversation => !conversation.Ratings.IsEmpty);

        // The days end some moments later than they were counted, which is a window of its own.
        return (traffic, new LeastCalls(LeastCalls.OfExports(Days + 1, streams: 1).Exports, least), FastForApi);
    }

    /// <summary>Leaves notes on 10 % of the conversations and ratings on 30 %.</summary>
    private static void Share(Organization organization)
    {
        foreach (var (index, conversation) in organization.Conversations.OrderBy(conversation => conversation.Id).Index())
        {
            organization.Put(conversation with { Notes = [], Ratings = [] });
            var updatedAt = DateTimeOffset.FromUnixTimeMilliseconds(conversation.UpdatedAtMs);
            if (index % 10 == 0)
            {
                organization.AddNote(conversation.Id, updatedAt);
            }
            else if (index % 10 <= 3)
            {
                organization.AddRatings(conversation.Id, updatedAt);
            }
        }
    }
}
