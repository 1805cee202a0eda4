using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Faults;

/// <summary>Sends the true body with another value in a member, or without the member.</summary>
/// <param name="Member">The way to it, such as <c>meta.next</c> or <c>data.id</c>; an array on the way means its elements.</param>
/// <param name="Value">As JSON, <c>$</c> for the true value; null to leave the member out.</param>
public sealed record MemberFault(string Member, string? Value) : Fault
{
    /// <summary>Of the elements of an array the one with this number, counted round; null for all of them.</summary>
    public int? Element { get; init; }

    public override async Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        var body = context.Response.Body;
        using var whole = new MemoryStream();
        context.Request.Headers.AcceptEncoding = default;
        context.Response.Body = whole;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        var root = new JsonArray(JsonNode.Parse(whole.ToArray()));
        Change(root[0], Member.Split('.'));
        await using var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = PlainJsonEncoder.Instance, SkipValidation = true });
        root[0]!.WriteTo(json);
        await json.FlushAsync(context.RequestAborted);
    }

    private void Change(JsonNode? node, ReadOnlySpan<string> way)
    {
        switch (node)
        {
            case JsonArray { Count: > 0 } elements when Element is { } number:
                Change(elements[number % elements.Count], way);
                break;
            case JsonArray elements:
                foreach (var element in elements)
                {
                    Change(element, way);
                }

                break;
            case JsonObject members when way.Length > 1:
                Change(members[way[0]], way[1..]);
                break;
            case JsonObject members when members.TryGetPropertyValue(way[0], out var value):
                members.Remove(way[0]);
                if (Value is not null)
                {
                    members[way[0]] = JsonNode.Parse(Value.Replace("$", value?.ToJsonString() ?? "null", StringComparison.Ordinal));
                }

                break;
            default:
                break;
        }
    }
}
