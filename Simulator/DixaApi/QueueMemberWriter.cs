using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

public static class QueueMemberWriter
{
    public static void Write(Utf8JsonWriter json, QueueMember member)
    {
        json.WriteStartObject();
        json.WriteString("agentId"u8, member.AgentId);
        new FieldWriter(json, omitsNull: true).Write("priority"u8, member.Priority);
        json.WriteEndObject();
    }
}
