using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Control;

/// <summary>Ids and cursors of everything that the exports show at the moment, under the exports' own field names.</summary>
public static class GroundTruth
{
    public static Task WriteConversationsAsync(HttpContext context, Organization organization, TimeProvider time) =>
        JsonBody.WriteAsync(context, escapeUnicode: false, body => body.WriteArrayAsync(Visible(organization, time), (json, row) =>
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, row.Id);
            json.WriteNumber("updated_at"u8, row.UpdatedAtMs);
            json.WriteNumber("created_at"u8, row.CreatedAtMs);
            json.WriteEndObject();
        }));

    public static Task WriteMessagesAsync(HttpContext context, Organization organization, TimeProvider time)
    {
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        var messages = Visible(organization, time).SelectMany(row => row.Messages).Where(message => message.IsVisible(nowMs));
        return JsonBody.WriteAsync(context, escapeUnicode: false, body => body.WriteArrayAsync(messages, (json, row) =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, row.Id);
            json.WriteNumber("created_at"u8, row.CreatedAtMs);
            json.WriteEndObject();
        }));
    }

    private static IEnumerable<Conversation> Visible(Organization organization, TimeProvider time)
    {
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        return organization.Conversations.Select(row => row.SeenAt(nowMs)).OfType<Conversation>().OrderBy(row => row.Id);
    }
}
