using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Exports;

public static class RatingWriter
{
    public static void Write(Utf8JsonWriter json, Rating rating)
    {
        var field = new FieldWriter(json, omitsNull: false);
        json.WriteStartObject();
        field.Write("rating_score"u8, rating.Score);
        field.Write("rating_message"u8, rating.Message);
        json.WriteString("rating_type"u8, rating.Type.ExportName);
        json.WriteString("rating_status"u8, ExportNames.Of(rating.Status));
        json.WriteString("rating_language"u8, rating.Language);
        json.WriteNumber("rating_created_timestamp"u8, rating.CreatedAtMs);
        field.Write("rating_offered_timestamp"u8, rating.OfferedAtMs);
        field.Write("rating_rated_timestamp"u8, rating.RatedAtMs);
        field.Write("rating_modified_timestamp"u8, rating.ModifiedAtMs);
        json.WriteNumber("rating_scheduled_timestamp"u8, rating.CreatedAtMs);
        field.Write("rating_scheduled_for_timestamp"u8, rating.ScheduledForMs);
        field.Write("rating_unscheduled_timestamp"u8, rating.UnscheduledAtMs);
        field.Write("rating_cancelled_timestamp"u8, rating.CancelledAtMs);
        json.WriteEndObject();
    }
}
