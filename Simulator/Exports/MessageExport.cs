using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Exports;

/// <summary>Messages by their time of creation, the only filter that anybody was seen to use here.</summary>
public static class MessageExport
{
    public const string OtherFilters = "Messages are filtered by created_after and created_before only";

    public static Task AnswerAsync(ApiCall call)
    {
        var query = ExportQuery.Parse(call.Query);
        if (!query.IsOfMessages)
        {
            throw new RefusalException(StatusCodes.Status400BadRequest, OtherFilters);
        }

        var rows = Select(call, query);
        var workspace = call.Organization.Workspace;
        return JsonBody.WriteAsync(call.Http, call.Options.EscapeUnicode, body =>
            body.WriteArrayAsync(rows, (json, row) => MessageWriter.Write(json, row.Message, row.Conversation, workspace)));
    }

    private static (Message Message, Conversation Conversation)[] Select(ApiCall call, ExportQuery query)
    {
        var (bounds, nowMs) = (call.Settings.Bounds, call.NowMs);
        return
        [
            .. call.Organization.Conversations
                .Select(conversation => conversation.SeenAt(nowMs))
                .OfType<Conversation>()
                .SelectMany(conversation => conversation.Messages, (conversation, message) => (Message: message, Conversation: conversation))
                .Where(row => row.Message.IsVisible(nowMs) && query.TimeBounds.All(bound => bound.Admits(row.Message.CreatedAtMs, bounds)))
                .OrderBy(row => row.Message.CreatedAtMs)
                .ThenBy(row => row.Message.Id),
        ];
    }
}
