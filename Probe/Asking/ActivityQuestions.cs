using System.Globalization;
using Dixa.Connector.Json;
using Dixa.Connector.State;
using Dixa.Probe.Observed;
using Dixa.Probe.Rows;

namespace Dixa.Probe.Asking;

/// <summary>The activity log: its bounds, its order, and the sizes of its pages.</summary>
public sealed class ActivityQuestions(ApiReader reader, Observations seen, TimeProvider time)
{
    public const string Stream = "activity_logs";

    /// <summary>What the connector asks for in a page.</summary>
    private const int PageLimit = 10_000;

    private const int SmallPage = 100;

    private static readonly TimeSpan Back = TimeSpan.FromDays(4);

    public IReadOnlyList<Step> Steps => [new("the activity log", ReadAsync)];

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = new List<ActivityEntry>();
        var (after, before) = ((now - Back).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
        seen.Activities = await AskAsync(after, before, PageLimit, rows, cancellationToken);
        if (!seen.Activities.Answer.IsOk)
        {
            seen.Activities = await AskAsync(after, before, SmallPage, rows, cancellationToken);
        }

        seen.ActivityRows = rows;
        if (Span.Among(rows.Select(row => row.ByTime), now) is not { } span)
        {
            return;
        }

        seen.ActivityBounds = await AskAsync(span.AfterMs, span.BeforeMs, SmallPage, [], cancellationToken);

        // Over a short span, since it is the size that is tried.
        await AskAsync(span.AfterMs, span.BeforeMs, 1_000, [], cancellationToken);
        await AskAsync(span.AfterMs, span.BeforeMs, 50_000, [], cancellationToken);
    }

    private async Task<Look> AskAsync(long afterMs, long beforeMs, int limit, List<ActivityEntry> rows, CancellationToken cancellationToken)
    {
        var (from, to) = (Uri.EscapeDataString(CursorForm.ToDateTime(afterMs)), Uri.EscapeDataString(CursorForm.ToDateTime(beforeMs)));
        var page = await reader.ReadAsync(
            Stream,
            string.Create(CultureInfo.InvariantCulture, $"/v1/conversations/activitylog?fromDatetime={from}&toDatetime={to}&pageLimit={limit}"),
            RecordSelector.Data,
            cancellationToken,
            row =>
            {
                if (ActivityEntry.Of(row) is { } entry)
                {
                    rows.Add(entry);
                }
            },
            isTrial: limit != PageLimit);
        seen.PageTrials.Add(new PageTrial(Stream, limit, page.Answer, page.Rows, page.HasNext));
        return new Look(page.Answer, afterMs, beforeMs, [.. rows.Select(row => row.ByTime)]);
    }
}
