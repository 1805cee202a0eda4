using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Exports;

public static class ConversationExport
{
    public static Task AnswerAsync(ApiCall call)
    {
        var rows = Select(call, ExportQuery.Parse(call.Query, call.Options.Unknowns));
        var workspace = call.Organization.Workspace;
        return JsonBody.WriteAsync(call.Http, call.Options.EscapeUnicode, body =>
            body.WriteArrayAsync(rows, (json, row) => ConversationWriter.Write(json, row, workspace)));
    }

    private static Conversation[] Select(ApiCall call, ExportQuery query)
    {
        var (bounds, nowMs, unknowns) = (call.Settings.Bounds, call.NowMs, call.Options.Unknowns);
        var rows = call.Organization.Conversations
            .Select(row => row.SeenAt(nowMs))
            .OfType<Conversation>()
            .Select(row => Shown(row, unknowns))
            .Where(row =>
                query.Ids?.Contains(row.Id) != false
                && query.TimeBounds.All(bound => bound.Admits(TimeOf(row, bound.Field), bounds))
                && (unknowns.LagSeconds == 0 || row.UpdatedAtMs + (unknowns.LagSeconds * 1_000) <= nowMs));

        // Seen in answers to created_*: ascending. Under updated_* the order is unknown.
        var byUpdate = query.TimeBounds.Any(bound => bound.Field == TimeField.Updated);
        return (byUpdate ? unknowns.ConversationOrder : RowOrder.Ascending) switch
        {
            RowOrder.Scattered => [.. rows.OrderBy(Scatter.Place)],
            RowOrder.Descending => [.. rows.OrderByDescending(row => row.UpdatedAtMs).ThenBy(row => row.Id)],
            _ => [.. rows.OrderBy(row => byUpdate ? row.UpdatedAtMs : row.CreatedAtMs).ThenBy(row => row.Id)],
        };
    }

    private static Conversation Shown(Conversation row, Unknowns unknowns) => row.Without(unknowns.Unmarked) with
    {
        TotalDurationMs = unknowns.DurationsInSeconds ? row.TotalDurationMs / 1_000 : row.TotalDurationMs,
        HandlingDurationMs = unknowns.DurationsInSeconds ? row.HandlingDurationMs / 1_000 : row.HandlingDurationMs,
        Notes = unknowns.HidesNotes ? [] : row.Notes,
        Ratings = unknowns.HidesRatings ? [] : row.Ratings,
    };

    private static long? TimeOf(Conversation row, TimeField field) => field switch
    {
        TimeField.Created => row.CreatedAtMs,
        TimeField.Updated => row.UpdatedAtMs,
        TimeField.Closed => row.ClosedAtMs,
        _ => row.LastMessageCreatedAtMs,
    };
}
