using System.Text.Json;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi;

public static class TeamWriter
{
    public static void Write(Utf8JsonWriter json, Team team)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, team.Id);
        json.WriteString("name"u8, team.Name);
        json.WriteEndObject();
    }
}
