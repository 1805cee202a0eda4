using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Activities;

/// <summary>Writes whoever did something, or had it done to them; nothing for nobody.</summary>
public static class ActivityUserWriter
{
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, Agent? agent)
    {
        if (agent is not null)
        {
            Write(json, name, agent.Id, agent.DisplayName, agent.Email, agent.PhoneNumber);
        }
    }

    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, EndUser user) =>
        Write(json, name, user.Id, user.DisplayName, user.Email, user.PhoneNumber);

    /// <summary>The conversation's requester; once erased, there is only an id.</summary>
    public static void WriteRequester(Utf8JsonWriter json, ReadOnlySpan<byte> name, ActivityRow row)
    {
        var requester = row.IsErased ? null : row.Requester;
        Write(json, name, row.Conversation.RequesterId, requester?.DisplayName, requester?.Email, requester?.PhoneNumber);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, Guid id, string? displayName, string? email, string? phoneNumber)
    {
        var field = new FieldWriter(json, omitsNull: true);
        json.WriteStartObject(name);
        json.WriteString("id"u8, id);
        field.Write("name"u8, displayName);
        field.Write("email"u8, email);
        field.Write("phoneNumber"u8, phoneNumber);
        json.WriteEndObject();
    }
}
