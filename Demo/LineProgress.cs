namespace Dixa.Demo;

/// <summary>Where nothing can be drawn twice: a line for each stream that waits or ends, and one every few seconds beside.</summary>
public sealed class LineProgress(TextWriter output) : IReadProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Intervals between two lines that say that it goes on.</summary>
    private const int Pace = 50;

    public async Task ShowAsync(ReadTally tally, Task read)
    {
        var told = new HashSet<(StreamTally, StreamPhase)>();
        for (var round = 1; ; round++)
        {
            var hasEnded = read.IsCompleted;
            foreach (var stream in tally.Streams.Where(stream => stream.Phase > StreamPhase.Reading && told.Add((stream, stream.Phase))))
            {
                await output.WriteLineAsync($"  {stream.Stream.Name}: {Figure.Count(stream.Records, "record")}, {Figure.Bytes(stream.Bytes)}, {Describe(stream.Phase)}");
            }

            if (hasEnded)
            {
                return;
            }

            if (round % Pace == 0)
            {
                await output.WriteLineAsync($"  … {Figure.Count(tally.Streams.Sum(stream => stream.Records), "record")} so far");
            }

            await Task.WhenAny(read, Task.Delay(Interval));
        }
    }

    private static string Describe(StreamPhase phase) => phase switch
    {
        StreamPhase.RateLimited => "waits for the rate limit",
        StreamPhase.Complete => "complete",
        _ => "incomplete",
    };
}
