using System.Collections.Concurrent;
using Dixa.Warehouse.Pages.Data;
using Dixa.Warehouse.Pages.Markup;
using Dixa.Warehouse.Pages.Numbers;
using Dixa.Warehouse.Pages.Parts;

namespace Dixa.Warehouse.Pages.Serving;

/// <summary>What there is to show at one moment, and the pages of it that somebody has asked for.</summary>
/// <param name="Snapshot">Null while there are no numbers.</param>
/// <param name="Freshness">How it is now; null with the snapshot.</param>
/// <param name="Problem">Why there are no numbers, or no newer ones; null if all is well.</param>
public sealed record PageState(Snapshot? Snapshot, Freshness? Freshness, PageProblem? Problem)
{
    private const int MostPages = 200;

    private static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, byte[]> _pages = new(StringComparer.Ordinal);

    public string Version => $"{Freshness?.Version}{(Problem is null ? "" : $" {Problem.Version}")}".Trim();

    /// <summary>The page that is asked for.</summary>
    public byte[] Draw(PageQuery query, DateTimeOffset now)
    {
        if (Snapshot is null || Freshness is null)
        {
            return EmptyPage.Draw(Problem!).ToUtf8();
        }

        var notices = Notices(now).ToList();
        var key = $"{query}\n{string.Join('\n', notices)}";
        if (_pages.TryGetValue(key, out var page))
        {
            return page;
        }

        page = PageView.Draw(Snapshot, Freshness with { Version = Version }, query, notices).ToUtf8();
        if (_pages.Count < MostPages)
        {
            _pages[key] = page;
        }

        return page;
    }

    private IEnumerable<string> Notices(DateTimeOffset now)
    {
        if (Problem is { } problem)
        {
            yield return $"{problem.Title}. These are the numbers from before. {problem.Advice}";
        }

        var age = now - DateTimeOffset.FromUnixTimeMilliseconds(Freshness!.AsOfMs);
        if (age > Stale)
        {
            yield return $"These numbers are {Say.Duration((long)age.TotalHours * 3600)} old: “today” is the day on which they were made. Nothing has refreshed them since; dixa-warehouse status says how the last sync went.";
        }

        if (Freshness.LastRun?.Status == "failed")
        {
            yield return "The last sync failed, so some of the numbers may be older than they look. dixa-warehouse status says why.";
        }

        if (!Freshness.HasMessages)
        {
            yield return "The stream messages was never read: there are no replies to measure, and first responses are missing.";
        }
    }
}
