using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Exports;

/// <summary>Messages by their time of creation, the only filter that anybody was seen to use here.</summary>
public static class MessageExport
{
    public const string OtherFilters = "Messages are filtered by created_after and created_before only";

    public static Task AnswerAsync(ApiCall call)
    {
        var unknowns = call.Options.Unknowns;
        var query = ExportQuery.Parse(call.Query, unknowns);
        if (!query.IsOfMessages(unknowns))
        {
            throw new RefusalException(StatusCodes.Status400BadRequest, OtherFilters);
        }

        var rows = Select(call, query);
        var workspace = call.Organization.Workspace;
        return JsonBody.WriteAsync(call.Http, call.Options.EscapeUnicode, body =>
            body.WriteArrayAsync(rows, (json, row) => MessageWriter.Write(json, Shown(row.Message, unknowns), row.Conversation, workspace)));
    }

    private static (Message Message, Conversation Conversation)[] Select(ApiCall call, ExportQuery query)
    {
        var (bounds, nowMs, unknowns) = (call.Settings.Bounds, call.NowMs, call.Options.Unknowns);
        var rows = call.Organization.Conversations
            .Select(conversation => conversation.SeenAt(nowMs))
            .OfType<Conversation>()
            .SelectMany(conversation => conversation.Messages, (conversation, message) => (Message: message, Conversation: conversation))
            .Where(row => row.Message.IsVisible(nowMs)
                && query.TimeBounds.All(bound => Admits(bound, row, bounds, unknowns))
                && (unknowns.LagSeconds == 0 || row.Message.CreatedAtMs + (unknowns.LagSeconds * 1_000) <= nowMs));
        return unknowns.MessageOrder switch
        {
            RowOrder.Scattered => [.. rows.OrderBy(row => row.Message.Id)],
            RowOrder.Descending => [.. rows.OrderByDescending(row => row.Message.CreatedAtMs).ThenBy(row => row.Message.Id)],
            _ => [.. rows.OrderBy(row => row.Message.CreatedAtMs).ThenBy(row => row.Message.Id)],
        };
    }

    private static bool Admits(TimeBound bound, (Message Message, Conversation Conversation) row, Bounds bounds, Unknowns unknowns) => bound.Field switch
    {
        TimeField.Updated => unknowns.MessageUpdates == MessageUpdates.Ignored || bound.Admits(row.Conversation.UpdatedAtMs, bounds),
        _ => bound.Admits(row.Message.CreatedAtMs, bounds),
    };

    private static Message Shown(Message message, Unknowns unknowns) => unknowns.CallsInMilliseconds && message.Call is { } call
        ? message with { Call = call with { DurationSeconds = call.DurationSeconds * 1_000 } }
        : message;
}
