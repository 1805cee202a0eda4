using Dixa.Benchmarks.Load;
using Dixa.Benchmarks.Processes;

namespace Dixa.Benchmarks.Suites;

/// <summary>The most memory that is resident, whatever there is to read.</summary>
public sealed class MemorySuite : ISuite
{
    public string Name => "memory";

    public IReadOnlyList<string> Columns { get; } = ["what", "records written", "MB read", "seconds", "peak MB"];

    public IReadOnlyList<string> Rows { get; } = [.. MemoryCase.All.Select(each => each.Name)];

    public async Task<Report> RunAsync(Workbench bench, string machine)
    {
        var rows = new List<IReadOnlyList<string>>();
        var image = ContainerImage.Find();
        foreach (var each in MemoryCase.All)
        {
            Workbench.Say($"  {each.Name}");
            rows.Add(each.IsContained && image is null ? [each.Name, "no image at hand", "", "", ""] : await MeasureAsync(bench, each, each.IsContained ? image : null));
        }

        return new Report(
            rows,
            "One run each, its output counted by `grep -c`; the server makes the records while it sends them. The child streams are `conversation_messages`, `conversation_notes`, `conversation_ratings` and `enduser_details`; one conversation in a thousand has children.");
    }

    private static async Task<IReadOnlyList<string>> MeasureAsync(Workbench bench, MemoryCase each, ContainerImage? image)
    {
        var count = bench.Scaled(each.Records);
        var answer = new BodyAnswer(() => each.Body(count));
        using var server = new LoopbackServer(
            ("/v1/conversation_export", answer),
            ("/v1/conversations/", new TextAnswer("""{"data":[{"id":"a1"}]}""")),
            ("/v1/endusers/", new TextAnswer("""{"data":{"id":"a1"}}""")));
        var order = new SyncOrder(server.Url, each.Streams)
        {
            Start = each.Windows == 1 ? "2026-01-01" : "2025-01-01",
            End = each.Windows == 1 ? "2026-01-02" : "2026-01-01",
            WindowDays = each.Windows == 365 ? 1 : 31,
            SyncMode = SyncOrder.Incremental,
        };
        var (measurement, written) = await Measurement.CountAsync(bench, image is null ? order.Command(bench) : image.Contain(bench, order.Command(bench)));
        var exports = server.RequestsTo("/v1/conversation_export");
        var expected = each.IsOfChildren
            ? server.RequestsTo("/v1/conversations/") + server.RequestsTo("/v1/endusers/")
            : (long)count * each.Windows;
        return exports == each.Windows && written == expected && written > 0
            ? [
                each.Name,
                Figure.Count(written),
                Figure.Count(answer.Length * (double)exports / 1e6),
                Figure.Of(measurement.Wall.TotalSeconds),
                image is null ? Figure.Megabytes(measurement.PeakBytes) : $"at most {ContainerImage.Megabytes}",
            ]
            : throw new InvalidOperationException($"{each.Name}: {written} records of {expected} after {exports} exports");
    }
}
