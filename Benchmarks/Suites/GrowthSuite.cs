using Dixa.Benchmarks.Load;
using Dixa.Benchmarks.Plots;
using Dixa.Benchmarks.Processes;
using Dixa.Benchmarks.Simulated;

namespace Dixa.Benchmarks.Suites;

/// <summary>What a year of conversations takes, from a small organisation to the largest: measured up to a million, computed beyond.</summary>
public sealed class GrowthSuite : ISuite
{
    /// <summary>More requests for children than these have would only measure the local server.</summary>
    private const int MostWithChildren = 100_000;

    private static readonly int[] Measured = [10_000, 100_000, 1_000_000];

    private static readonly int[] Computed = [10_000_000, 100_000_000];

    public string Name => "growth";

    public IReadOnlyList<string> Columns { get; } =
        ["conversations a year", "exports", "API requests", "hours at the limit", "GB", "seconds to carry", "peak MB", "bytes of state", "how"];

    public IReadOnlyList<string> Rows { get; } = [.. Measured.Concat(Computed).Select(count => Figure.Count(count))];

    public string Plot => "docs/growth.svg";

    public async Task<Report> RunAsync(Workbench bench, string machine)
    {
        var years = new List<GrowthYear>();
        foreach (var conversations in Measured)
        {
            Workbench.Say($"  {Figure.Count(conversations)}");
            years.Add(await MeasureAsync(bench, conversations));
        }

        var largest = years[^1];
        var stateBytes = years.Max(year => year.StateBytes);
        years.AddRange(Computed.Select(conversations => GrowthYear.From(largest, conversations)));
        var rate = largest.Bytes / largest.Seconds;
        return new Report(
            [
                .. years.Select(year => (IReadOnlyList<string>)
                [
                    Figure.Count(year.Conversations),
                    Figure.Count(year.Exports),
                    Figure.Count(year.ApiRequests),
                    Figure.Of(year.HoursAtTheLimit),
                    Figure.Of(year.Bytes / 1e9),
                    Figure.Of(year.Bytes / rate),
                    Figure.Megabytes(year.PeakBytes),
                    Figure.Count(stateBytes),
                    year.How,
                ]),
            ],
            $"`conversations`, `messages`, `conversation_notes` and `conversation_ratings` in windows of 31 days: {GrowthYear.MessagesEach} messages of {GrowthYear.MessageBytes} bytes to a conversation of {GrowthYear.ConversationBytes}, notes on 10 % and ratings on 30 %. Computed: {3 * GrowthYear.Windows} exports whatever there is, 0.4 requests and {GrowthYear.BytesEach} bytes a conversation, 10 requests a second, and to the memory of a million 24 bytes for each further conversation of a window. Seconds to carry are those at {Figure.Count(rate / 1e6)} MB/s, which a million took without limits.",
            Draw(years, rate, machine));
    }

    private static async Task<GrowthYear> MeasureAsync(Workbench bench, int conversations)
    {
        var withChildren = conversations <= MostWithChildren;
        var inWindow = Math.Max(1, bench.Scaled(conversations) / GrowthYear.Windows);
        string[] shapes =
        [
            .. Enumerable.Range(0, 10).Select(i =>
                RecordShapes.Conversation(GrowthYear.ConversationBytes, hasNotes: withChildren && i == 0, hasRatings: withChildren && i is > 0 and <= 3)),
        ];
        var exported = new BodyAnswer(() => new RecordBody(shapes, inWindow));
        var messages = new BodyAnswer(() => new RecordBody([RecordShapes.Message(GrowthYear.MessageBytes)], inWindow * GrowthYear.MessagesEach));
        using var server = new LoopbackServer(
            ("/v1/conversation_export", exported),
            ("/v1/message_export", messages),
            ("/v1/conversations/", new TextAnswer("""{"data":[{"id":"8a1f2b3c-0000-4000-8000-000000000001"}]}""")));
        var states = bench.NewPath("states");
        var order = new SyncOrder(server.Url, ["conversations", "messages", "conversation_notes", "conversation_ratings"]) { SyncMode = SyncOrder.Incremental };
        var measurement = await Measurement.OfAsync(bench, order.Command(bench), withChildren ? States.Drain(states) : Measurement.Discard);

        var (ofConversations, ofMessages) = (server.RequestsTo("/v1/conversation_export"), server.RequestsTo("/v1/message_export"));
        return new GrowthYear(
            conversations,
            ofConversations + ofMessages,
            withChildren ? server.RequestsTo("/v1/conversations/") : conversations * GrowthYear.ChildrenEach,
            ((double)exported.Length * ofConversations) + ((double)messages.Length * ofMessages),
            measurement.PeakBytes,
            withChildren ? "measured" : "measured, but for the API requests")
        {
            Seconds = measurement.Wall.TotalSeconds,
            StateBytes = withChildren ? States.Bytes(States.LastOf(states)) : 0,
        };
    }

    private static string Draw(IReadOnlyList<GrowthYear> years, double rate, string machine) => new LogPlot(
        "A year of conversations: how long it takes to read",
        "conversations in the year",
        "hours",
        [
            Line("with notes and ratings, at the limit", years, year => year.HoursAtTheLimit, year => year.IsMeasured && year.Conversations <= MostWithChildren),
            Line("exports alone, at the limit", years, _ => Traffic.LeastOfExports(2 * GrowthYear.Windows).TotalHours, year => year.IsMeasured),
            Line("carrying the bytes, without a limit", years, year => year.Bytes / rate / 3600, year => year.Bytes / year.Seconds == rate),
        ],
        [machine, "filled: by the requests that were sent and the time that was taken; hollow: computed"]).ToSvg();

    private static Series Line(string name, IReadOnlyList<GrowthYear> years, Func<GrowthYear, double> hours, Func<GrowthYear, bool> isMeasured) =>
        new(name, [.. years.Select(year => new SeriesPoint(year.Conversations, hours(year), isMeasured(year)))]);
}
