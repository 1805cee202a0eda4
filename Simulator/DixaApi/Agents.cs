using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

public static class AgentWriter
{
    public static void Write(Utf8JsonWriter json, Agent agent)
    {
        var optional = new FieldWriter(json, omitsNull: true);
        json.WriteStartObject();
        json.WriteString("id"u8, agent.Id);
        json.WriteString("createdAt"u8, ApiTime.Format(agent.CreatedAt));
        json.WriteString("displayName"u8, agent.DisplayName);
        json.WriteString("email"u8, agent.Email);
        optional.Write("avatarUrl"u8, agent.AvatarUrl);
        optional.Write("phoneNumber"u8, agent.PhoneNumber);
        optional.Write("additionalEmails"u8, agent.AdditionalEmails);
        optional.Write("additionalPhoneNumbers"u8, agent.AdditionalPhoneNumbers);
        optional.Write("firstName"u8, agent.FirstName);
        optional.Write("lastName"u8, agent.LastName);
        optional.Write("middleNames"u8, agent.MiddleNames);
        optional.Write("roles"u8, agent.Roles);
        json.WriteEndObject();
    }
}

/// <summary>Writes what an agent is doing; these times are the only ones without a zone.</summary>
public static class PresenceWriter
{
    public static void Write(Utf8JsonWriter json, Presence presence)
    {
        var field = new FieldWriter(json, omitsNull: true);
        json.WriteStartObject();
        json.WriteString("userId"u8, presence.AgentId);
        json.WriteString("requestTime"u8, ApiTime.WithoutZone(presence.RequestedAt));
        field.Write("lastSeen"u8, ApiTime.WithoutZone(presence.LastSeenAt));
        if (presence.IsOnline)
        {
            json.WriteString("presenceStatus"u8, presence.IsWorking ? "Working"u8 : "Away"u8);
        }

        json.WriteString("connectionStatus"u8, presence.IsOnline ? "Online"u8 : "Offline"u8);
        if (presence.IsOnline)
        {
            field.Write("activeChannels"u8, presence.Channels.Select(channel => channel.ApiName));
        }

        json.WriteEndObject();
    }
}
