using System.Text.Json;
using Dixa.Simulator.Data.Hours;

namespace Dixa.Simulator.DixaApi.Hours;

/// <summary>Writes the names of the schedules, which stand one level deeper than other lists.</summary>
public static class ScheduleListWriter
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Schedule> schedules)
    {
        json.WriteStartObject();
        json.WriteStartArray("schedules"u8);
        foreach (var schedule in schedules)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, schedule.Name);
            json.WriteString("id"u8, schedule.Id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
