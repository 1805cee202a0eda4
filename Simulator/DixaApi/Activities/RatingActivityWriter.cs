using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Activities;

/// <summary>Writes what an entry about a survey tells.</summary>
public static class RatingActivityWriter
{
    public static void Write(Utf8JsonWriter json, ActivityRow row)
    {
        var field = new FieldWriter(json, omitsNull: true);
        if (row.Type == ActivityType.ConversationRatingNotOffered)
        {
            field.Write("evaluationFilters"u8, row.Random.Chance(0.7) ? "channel is not email" : null);
            return;
        }

        var rating = row.Conversation.Ratings[row.Activity.Index];
        switch (row.Type)
        {
            case ActivityType.ConversationRatingScheduled:
                json.WriteString("ratingScheduledTime"u8, ApiTime.Format(rating.ScheduledForMs ?? rating.CreatedAtMs));
                break;
            case ActivityType.ConversationRatingOffered:
                ActivityUserWriter.Write(json, "agent"u8, row.Assignee);
                ActivityUserWriter.WriteRequester(json, "user"u8, row);
                break;
            default:
                ActivityUserWriter.Write(json, "agent"u8, row.Assignee);
                field.Write("score"u8, rating.Score);
                field.Write("message"u8, rating.Message);
                break;
        }
    }
}
