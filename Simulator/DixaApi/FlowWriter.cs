using System.Text.Json;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi;

public static class FlowWriter
{
    public static void Write(Utf8JsonWriter json, Flow flow)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, flow.Id);
        json.WriteString("name"u8, flow.Name);
        json.WriteString("channel"u8, flow.Channel.ApiName);
        json.WriteString("contactEndpointId"u8, flow.ContactEndpointId);
        json.WriteEndObject();
    }
}
