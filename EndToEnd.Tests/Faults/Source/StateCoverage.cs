using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dixa.Connector.Faults.Source;

/// <summary>Which rows of the source a state covers: those that a sync which starts from it would not read again.</summary>
/// <param name="rows">The stream's rows when the run began, in the order of the API.</param>
/// <param name="cursor">The stream's cursor field; null for a list.</param>
/// <param name="startCursorMs">The cursor that the run began with.</param>
/// <param name="beforeMs">When the run began.</param>
public sealed class StateCoverage(IReadOnlyList<SourceRow> rows, string? cursor, long? startCursorMs, long lookbackMs, long beforeMs)
{
    /// <summary>The rows that a state's members cover.</summary>
    public IEnumerable<SourceRow> Of(JsonElement state)
    {
        if (state.TryGetProperty("__ab_full_refresh_sync_complete", out _))
        {
            return rows.Where(row => !(row.CursorMs >= beforeMs));
        }

        if (cursor is not null && state.TryGetProperty(cursor, out var value))
        {
            return OfCursor(SourceReader.Time(value)!.Value, state);
        }

        if (state.TryGetProperty("next_page", out var next))
        {
            return rows.Take(Offset(next.GetString()));
        }

        return state.TryGetProperty("last_parent", out var last) && last.ValueKind == JsonValueKind.String && rows.LastOrDefault(row => row.Parent == last.GetString()) is { } through
            ? rows.TakeWhile(row => row != through).Append(through)
            : [];
    }

    private IEnumerable<SourceRow> OfCursor(long cursorMs, JsonElement state)
    {
        // Inside the lookback the cursor stands still: what lies in it is read again by whoever starts from here.
        var readTo = startCursorMs is null || cursorMs > startCursorMs ? cursorMs
            : Math.Min(cursorMs, state.TryGetProperty("read_to", out var read) ? read.GetInt64() : cursorMs - lookbackMs);
        Func<SourceRow, bool> isWithin = _ => false;
        if (state.TryGetProperty("in_sync", out var inSync))
        {
            var lastUser = inSync.GetProperty("last_user").GetGuid();
            isWithin = IsWithin(cursorMs, inSync, row => Guid.Parse(row.Key).CompareTo(lastUser) <= 0);
        }
        else if (state.TryGetProperty("in_window", out var window))
        {
            var lastConversation = window.GetProperty("last_conversation").GetInt64();
            isWithin = IsWithin(cursorMs, window, row => row.Conversation <= lastConversation);
        }

        return rows.Where(row => row.CursorMs < readTo || isWithin(row));
    }

    /// <summary>Rows of a span that the run is in the middle of, which it reads in the order of something else than time.</summary>
    private Func<SourceRow, bool> IsWithin(long cursorMs, JsonElement span, Func<SourceRow, bool> isDone)
    {
        var end = span.GetProperty("end").GetInt64();
        var settled = span.GetProperty("read_at").GetInt64() - lookbackMs;
        return row => row.CursorMs >= cursorMs && row.CursorMs < end && row.CursorMs < settled && isDone(row);
    }

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
