using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Exports;

public static class ConversationExport
{
    public static Task AnswerAsync(ApiCall call)
    {
        var rows = Select(call, ExportQuery.Parse(call.Query));
        var workspace = call.Organization.Workspace;
        return JsonBody.WriteAsync(call.Http, call.Options.EscapeUnicode, body =>
            body.WriteArrayAsync(rows, (json, row) => ConversationWriter.Write(json, row, workspace)));
    }

    private static Conversation[] Select(ApiCall call, ExportQuery query)
    {
        var (bounds, nowMs) = (call.Settings.Bounds, call.NowMs);
        var rows = call.Organization.Conversations
            .Select(row => row.SeenAt(nowMs))
            .OfType<Conversation>()
            .Where(row =>
                query.Ids?.Contains(row.Id) != false
                && query.TimeBounds.All(bound => bound.Admits(TimeOf(row, bound.Field), bounds)));

        // Seen in answers to created_*: ascending. Under updated_* the order is unknown, so nobody may count on one.
        return query.TimeBounds.Any(bound => bound.Field == TimeField.Updated)
            ? [.. rows.OrderBy(Scatter.Place)]
            : [.. rows.OrderBy(row => row.CreatedAtMs).ThenBy(row => row.Id)];
    }

    private static long? TimeOf(Conversation row, TimeField field) => field switch
    {
        TimeField.Created => row.CreatedAtMs,
        TimeField.Updated => row.UpdatedAtMs,
        TimeField.Closed => row.ClosedAtMs,
        _ => row.LastMessageCreatedAtMs,
    };
}
