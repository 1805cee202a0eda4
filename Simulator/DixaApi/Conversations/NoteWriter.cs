using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Conversations;

public static class NoteWriter
{
    public static void Write(Utf8JsonWriter json, NoteRow row)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, row.Note.Id);
        json.WriteString("authorId"u8, row.Note.AuthorId);
        json.WriteString("createdAt"u8, ApiTime.Format(row.Note.CreatedAtMs));
        json.WriteNumber("csid"u8, row.Conversation.Id);
        json.WriteString("message"u8, row.Note.Text);
        json.WriteEndObject();
    }
}

/// <summary>Writes a question of a survey, under the survey's id.</summary>
public static class ConversationRatingWriter
{
    public static void Write(Utf8JsonWriter json, RatingRow row)
    {
        var (rating, conversation) = (row.Rating, row.Conversation);
        var field = new FieldWriter(json, omitsNull: true);
        json.WriteStartObject();
        json.WriteString("id"u8, rating.SurveyId);
        field.Write("ratingScore"u8, rating.Score);
        json.WriteString("ratingType"u8, rating.Type.ApiName);
        field.Write("ratingComment"u8, rating.Message);
        json.WriteString("conversationChannel"u8, conversation.Channel.ApiName);
        field.Write("agentId"u8, conversation.AssigneeId);
        json.WriteString("userId"u8, conversation.RequesterId);
        json.WriteString("ratingStatus"u8, rating.Status.ToString());
        field.Write("language"u8, rating.Status == RatingStatus.Unscheduled ? null : rating.Language);
        json.WriteStartObject("timestamps"u8);
        WriteTimes(field, rating);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A sample shows none for a survey that was called off.</summary>
    private static void WriteTimes(FieldWriter field, Rating rating)
    {
        if (rating.Status == RatingStatus.Cancelled)
        {
            return;
        }

        field.Write("created_at"u8, ApiTime.Format(rating.CreatedAtMs));
        field.Write("scheduled_at"u8, ApiTime.Format(rating.CreatedAtMs));
        field.Write("scheduled_for"u8, ApiTime.Format(rating.ScheduledForMs));
        field.Write("offered_at"u8, ApiTime.Format(rating.OfferedAtMs));
        field.Write("rated_at"u8, ApiTime.Format(rating.RatedAtMs));
        field.Write("modified_at"u8, ApiTime.Format(rating.ModifiedAtMs));
    }
}
