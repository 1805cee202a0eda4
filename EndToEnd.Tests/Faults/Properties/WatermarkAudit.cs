using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dixa.Connector.Faults.Properties;

/// <summary>Holds each state against what had been written when it came: whatever a sync that starts from it would not read again must be there.</summary>
/// <param name="startCursorMs">The cursor that the run began with.</param>
/// <param name="isEmitted">Whether the run has written a key so far.</param>
public sealed class WatermarkAudit(DrawnCase drawn, Ledger ledger, long? startCursorMs, Func<string, bool> isEmitted, Violations violations)
{
    private DrawnStream Stream => ledger.Stream;

    public void Check(JsonElement state)
    {
        if (state.TryGetProperty("__ab_full_refresh_sync_complete", out _))
        {
            Require(row => IsInPeriod(row.CursorMs) && !(row.CursorMs >= ledger.BeforeMs), state);
        }
        else if (Stream.Stream.Cursor is { } name && state.TryGetProperty(name, out var value))
        {
            CheckCursor(KnownStream.Time(value)!.Value, state);
        }
        else if (state.TryGetProperty("next_page", out var next))
        {
            var keys = ledger.Before.Take(Offset(next.GetString())).Select(row => row.Key).ToHashSet();
            Require(row => keys.Contains(row.Key), state);
        }
        else if (state.TryGetProperty("last_parent", out var last) && last.ValueKind == JsonValueKind.String && ledger.Before.LastOrDefault(row => row.Parent == last.GetString()) is { } through)
        {
            var keys = ledger.Before.TakeWhile(row => row != through).Append(through).Select(row => row.Key).ToHashSet();
            Require(row => keys.Contains(row.Key), state);
        }
    }

    private void CheckCursor(long cursorMs, JsonElement state)
    {
        var lookbackMs = (long)drawn.Lookback.TotalMilliseconds;
        if (startCursorMs is null || cursorMs > startCursorMs)
        {
            Require(row => IsInPeriod(row.CursorMs) && row.CursorMs < cursorMs, state);
        }
        else
        {
            // Inside the lookback the cursor stands still: what lies in it is read again by whoever starts from here.
            var readTo = Math.Min(cursorMs, state.TryGetProperty("read_to", out var read) ? read.GetInt64() : cursorMs - lookbackMs);
            Require(row => IsInPeriod(row.CursorMs) && row.CursorMs < readTo, state);
        }

        if (state.TryGetProperty("in_sync", out var inSync))
        {
            var end = inSync.GetProperty("end").GetInt64();
            var last = inSync.GetProperty("last_user").GetGuid();
            var settled = inSync.GetProperty("read_at").GetInt64() - lookbackMs;
            Require(row => IsInPeriod(row.CursorMs) && row.CursorMs >= cursorMs && row.CursorMs < end && row.CursorMs < settled && Guid.Parse(row.Key).CompareTo(last) <= 0, state);
        }

        if (state.TryGetProperty("in_window", out var window))
        {
            var end = window.GetProperty("end").GetInt64();
            var last = window.GetProperty("last_conversation").GetInt64();
            var settled = window.GetProperty("read_at").GetInt64() - lookbackMs;
            Require(row => IsInPeriod(row.CursorMs) && row.CursorMs >= cursorMs && row.CursorMs < end && row.CursorMs < settled && row.Conversation <= last, state);
        }
    }

    private void Require(Func<SourceRow, bool> isCovered, JsonElement state)
    {
        foreach (var row in ledger.Before.Where(row => !row.IsOptional && isCovered(row) && !ledger.Unsettled.Contains(row.Conversation)))
        {
            var isThere = isEmitted(row.Key) || (Stream.IsIncremental ? IsCommitted(row) : ledger.Refreshed.Contains(row.Key));
            violations.Require(isThere, "a state covers a row that was not written", () => $"{Stream.Name} {row.Key} at {row.CursorMs}: {state.GetRawText()}");
        }
    }

    private bool IsCommitted(SourceRow row) =>
        ledger.Committed.Rows.TryGetValue(row.Key, out var held)
        && (Stream.Name != "conversations" || row.IsDefective || held.CursorMs >= row.CursorMs);

    private bool IsInPeriod(long? cursorMs) => cursorMs is not { } at || drawn.IsInPeriod(at);

    /// <summary>How many rows come before the page that a link of the simulator leads to.</summary>
    private static int Offset(string? link)
    {
        if (link is null)
        {
            return 0;
        }

        var key = Encoding.UTF8.GetString(Convert.FromBase64String(Uri.UnescapeDataString(link.Split("pageKey=")[1])));
        return int.Parse(key.Split("offset=")[1].Split('&')[0], CultureInfo.InvariantCulture);
    }
}
