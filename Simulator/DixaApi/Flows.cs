using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Generation;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

/// <summary>Flows as asked for: those of one channel, which is the telephone unless said otherwise.</summary>
public static class FlowFilter
{
    private const string Parameter = "channel";

    public static IEnumerable<Flow> Flows(ApiCall call)
    {
        var name = call.Query.TryGetValue(Parameter, out var asked) ? asked.ToString() : Channel.PstnPhone.ApiName;
        var channel = FlowGenerator.Channels.FirstOrDefault(channel => channel.ApiName == name) ?? throw RefusalException.BadParameter(Parameter);
        return call.Organization.Workspace.Flows.Rows.Where(flow => flow.Channel == channel);
    }
}

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
