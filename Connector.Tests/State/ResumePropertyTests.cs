using Dixa.Connector.Harness;

namespace Dixa.Connector.State;

/// <summary>
/// Rows, bounds, windows, ends of life and states drawn from a seed: whatever a sync is cut into, every row is written, and within
/// one sync none twice.
/// </summary>
public sealed class ResumePropertyTests
{
    private const int EndMs = 400;

    private static readonly StreamCursor Cursor = new("updated_at", CursorForm.Milliseconds);

    [Fact]
    public void NoRowStaysUnreadAndNoneIsReadTwiceWithinASync()
    {
        for (var seed = 0; seed < Effort.Cases(whole: 2_000, quick: 1_000); seed++)
        {
            var random = new Random(seed);
            var rows = Enumerable.Range(0, random.Next(1, 60)).Select(id => (Id: id, At: (long)random.Next(100, EndMs))).ToList();
            var bounds = (Lower: random.Next(2) == 0, Upper: random.Next(2) == 0);
            var isIncremental = random.Next(2) == 0;
            var lookback = TimeSpan.FromMilliseconds(random.Next(3) * random.Next(40));
            var length = TimeSpan.FromMilliseconds(random.Next(1, 120));
            var period = new SyncPeriod(DateTimeOffset.FromUnixTimeMilliseconds(100), DateTimeOffset.FromUnixTimeMilliseconds(EndMs));
            var read = new List<int>();
            string? state = null;
            for (var isOver = false; !isOver;)
            {
                var now = new List<int>();
                var checkpoint = WindowCheckpoint.Parse(Saved.State(state), Cursor, isIncremental, period, lookback);
                isOver = true;
                foreach (var window in TimeWindow.Cut(checkpoint.StartMs, EndMs, length))
                {
                    now.AddRange(rows.Where(row => IsAnswered(row.At, window, bounds) && !window.IsNeighbours(row.At)).Select(row => row.Id));
                    if (random.Next(8) == 0)
                    {
                        // The process ends after the rows of a window and before its state.
                        isOver = false;
                        break;
                    }

                    checkpoint = checkpoint.AdvanceTo(window.EndMs);
                    state = checkpoint.Json();
                }

                Assert.True(now.Count == now.Distinct().Count(), $"seed {seed}: a row was read twice within a sync");
                read.AddRange(now);
            }

            Assert.True(rows.Select(row => row.Id).Except(read).ToList() is [], $"seed {seed}: a row was never read");
        }
    }

    private static bool IsAnswered(long at, TimeWindow window, (bool Lower, bool Upper) bounds) =>
        (bounds.Lower ? at >= window.AfterMs : at > window.AfterMs) && (bounds.Upper ? at <= window.BeforeMs : at < window.BeforeMs);
}
