using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

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

/// <summary>A member of a team, who may be no agent any more.</summary>
public sealed record TeamMemberRow(Guid Id, Agent? Agent);

public static class TeamMemberWriter
{
    public static void Write(Utf8JsonWriter json, TeamMemberRow row)
    {
        var field = new FieldWriter(json, omitsNull: true);
        json.WriteStartObject();
        json.WriteString("id"u8, row.Id);
        field.Write("name"u8, row.Agent?.DisplayName);
        field.Write("email"u8, row.Agent?.Email);
        field.Write("phoneNumber"u8, row.Agent?.PhoneNumber);
        json.WriteEndObject();
    }
}
