using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.DixaApi;
using Dixa.Simulator.DixaApi.Activities;
using Dixa.Simulator.DixaApi.Conversations;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Control;

/// <summary>What both APIs show at the moment: of the exports ids and cursors, under their own field names, and of the Dixa API what hangs on conversations.</summary>
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

    /// <summary>What the Dixa API shows of each conversation's children: ids, and a rating's type besides, for its id repeats.</summary>
    public static Task WriteChildrenAsync(HttpContext context, Organization organization, TimeProvider time)
    {
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        var conversations = organization.Conversations
            .Select(row => ConversationSelection.Visible(row, nowMs)).OfType<Conversation>().OrderBy(row => row.Id);
        return JsonBody.WriteAsync(context, escapeUnicode: false, body => body.WriteArrayAsync(conversations, (json, row) =>
        {
            var field = new FieldWriter(json, omitsNull: false);
            json.WriteStartObject();
            json.WriteNumber("id"u8, row.Id);
            json.WriteString("requesterId"u8, row.RequesterId);
            field.Write("messages"u8, row.Messages.Where(message => message.IsVisible(nowMs)).Select(message => message.Id.ToString()));
            field.Write("notes"u8, row.ReadableNotes.Select(note => note.Id.ToString()));
            WriteRatings(json, row);
            WriteLinked(json, ConversationSelection.Children(organization, row, nowMs));
            json.WriteEndObject();
        }));
    }

    /// <summary>Every entry that the activity log shows, under the log's own field names.</summary>
    public static Task WriteActivitiesAsync(HttpContext context, Organization organization, TimeProvider time)
    {
        var activities = ActivityLog.Select(organization, time.GetUtcNow().ToUnixTimeMilliseconds(), ActivitySpan.Whole, new Bounds());
        return JsonBody.WriteAsync(context, escapeUnicode: false, body => body.WriteArrayAsync(activities, (json, row) =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, row.Id);
            json.WriteNumber("conversationId"u8, row.ConversationId);
            json.WriteString("activityTimestamp"u8, ApiTime.WithZoneId(row.Activity.AtMs));
            json.WriteEndObject();
        }));
    }

    private static void WriteRatings(Utf8JsonWriter json, Conversation row)
    {
        json.WriteStartArray("ratings"u8);
        foreach (var rating in row.Ratings)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, rating.SurveyId);
            json.WriteString("ratingType"u8, rating.Type.ApiName);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLinked(Utf8JsonWriter json, IEnumerable<Conversation> children)
    {
        json.WriteStartArray("linked"u8);
        foreach (var child in children)
        {
            json.WriteNumberValue(child.Id);
        }

        json.WriteEndArray();
    }

    private static IEnumerable<Conversation> Visible(Organization organization, TimeProvider time)
    {
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        return organization.Conversations.Select(row => row.SeenAt(nowMs)).OfType<Conversation>().OrderBy(row => row.Id);
    }
}
