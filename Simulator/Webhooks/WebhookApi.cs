using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dixa.Simulator.Access;
using Dixa.Simulator.Data;
using Dixa.Simulator.DixaApi;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Webhooks;

/// <summary>The part of the Dixa API that writes: subscriptions are created, changed and deleted.</summary>
public sealed class WebhookApi(Organization organization, TimeProvider time)
{
    private const string Path = "/v1/webhooks";
    private const string OnePath = $"{Path}/{{webhookSubscriptionId}}";

    /// <summary>A body larger than this is none that anybody means.</summary>
    private const int MostBytes = 1 << 20;

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, HttpMethods.Post, Path, CreateAsync);
        Map(routes, HttpMethods.Patch, OnePath, ChangeAsync);
        Map(routes, HttpMethods.Delete, OnePath, DeleteAsync);
    }

    private static void Map(IEndpointRouteBuilder routes, string method, string path, Func<HttpContext, Task> answer) =>
        routes.MapMethods(path, [method], answer).WithMetadata(new Resource(Surface.DixaApi, path, _ => Task.CompletedTask));

    private async Task CreateAsync(HttpContext context)
    {
        using var body = await ReadAsync(context);
        var (given, now) = (body.RootElement, time.GetUtcNow());
        var agent = organization.Workspace.Agents.Rows[0].Id;
        var webhook = new Webhook(Guid.NewGuid(), Text(given, "name") ?? throw Missing("name"), Text(given, "url") ?? throw Missing("url"), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)))
        {
            Events = Events(given) ?? [],
            Headers = Headers(given, needed: true),
            IsEnabled = Flag(given, "enabled") ?? true,
            CreatedAt = now,
            CreatedBy = agent,
            UpdatedAt = now,
            UpdatedBy = agent,
            Filter = Filter(given),
        };
        organization.Edit(workspace => workspace with { Webhooks = workspace.Webhooks.With(webhook) });
        await WriteAsync(context, StatusCodes.Status201Created, webhook);
    }

    private async Task ChangeAsync(HttpContext context)
    {
        using var body = await ReadAsync(context);
        var (given, earlier) = (body.RootElement, Find(context));
        var webhook = earlier with
        {
            Name = Text(given, "name") ?? earlier.Name,
            Url = Text(given, "url") ?? earlier.Url,
            Events = Events(given) ?? earlier.Events,
            Headers = given.TryGetProperty("authorization", out _) || given.TryGetProperty("customHeaders", out _) ? Headers(given, needed: false) : earlier.Headers,
            IsEnabled = Flag(given, "enabled") ?? earlier.IsEnabled,
            Filter = given.TryGetProperty("filters", out _) ? Filter(given) : earlier.Filter,
            UpdatedAt = time.GetUtcNow(),
        };
        organization.Edit(workspace => workspace with { Webhooks = workspace.Webhooks.With(webhook) });
        await WriteAsync(context, StatusCodes.Status200OK, webhook);
    }

    private Task DeleteAsync(HttpContext context)
    {
        var webhook = Find(context);
        organization.Edit(workspace => workspace with { Webhooks = workspace.Webhooks.Without(webhook.Id) });
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Webhook Find(HttpContext context) =>
        Guid.TryParseExact(context.Request.RouteValues["webhookSubscriptionId"] as string, "D", out var id)
            ? organization.Workspace.Webhooks.Find(id) ?? throw RefusalException.NotFound()
            : throw RefusalException.BadPathParameter("webhookSubscriptionId");

    private static async Task<JsonDocument> ReadAsync(HttpContext context)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            await bytes.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            if (bytes.Length > MostBytes)
            {
                throw Bad("the body is too large");
            }
        }

        try
        {
            var body = JsonDocument.Parse(bytes.ToArray());
            return body.RootElement.ValueKind == JsonValueKind.Object ? body : throw Bad("it is no object");
        }
        catch (JsonException)
        {
            throw Bad("it is no JSON");
        }
    }

    private static Task WriteAsync(HttpContext context, int status, Webhook webhook)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WritePropertyName("data"u8);
            WebhookWriter.Write(json, webhook);
            json.WriteEndObject();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(bytes.WrittenMemory, context.RequestAborted).AsTask();
    }

    private static List<WebhookEvent>? Events(JsonElement given)
    {
        if (!given.TryGetProperty("events", out var events))
        {
            return null;
        }

        if (events.ValueKind != JsonValueKind.Array || events.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String || !EventNames.All.Contains(name.GetString())))
        {
            throw Bad("events");
        }

        return [.. events.EnumerateArray().Select(name => new WebhookEvent(name.GetString()!, LastDelivery: null)).DistinctBy(each => each.Name)];
    }

    private static Dictionary<string, string> Headers(JsonElement given, bool needed)
    {
        var headers = new Dictionary<string, string>();
        if (given.TryGetProperty("customHeaders", out var custom) && custom.ValueKind == JsonValueKind.Object)
        {
            foreach (var header in custom.EnumerateObject())
            {
                headers[header.Name] = header.Value.ValueKind == JsonValueKind.String ? header.Value.GetString()! : throw Bad("customHeaders");
            }
        }
        else if (needed)
        {
            throw Missing("customHeaders");
        }

        if (given.TryGetProperty("authorization", out var authorization))
        {
            switch (Text(authorization, "_type"))
            {
                case "NoAuth":
                    break;
                case "BasicAuth":
                    headers["Authorization"] = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Text(authorization, "username")}:{Text(authorization, "password")}"))}";
                    break;
                case "TokenAuth":
                    headers["Authorization"] = $"Bearer {Text(authorization, "value")}";
                    break;
                default:
                    throw Bad("authorization");
            }
        }
        else if (needed)
        {
            throw Missing("authorization");
        }

        return headers;
    }

    private static WebhookFilter? Filter(JsonElement given)
    {
        if (!given.TryGetProperty("filters", out var filters) || filters.ValueKind != JsonValueKind.Object || !filters.TryGetProperty("Conversation", out var filter))
        {
            return null;
        }

        return filter.TryGetProperty("conditions", out var conditions) && conditions.ValueKind == JsonValueKind.Array
            ? new WebhookFilter(Text(filter, "strategy") ?? "All", [.. conditions.EnumerateArray().Select(Condition)])
            : throw Bad("filters");
    }

    private static WebhookCondition Condition(JsonElement given) => new(
        Text(given, "field") ?? throw Bad("filters"),
        Text(given, "_type") == "IsNotOneOf",
        given.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Select(value => value.ToString())]
            : throw Bad("filters"));

    private static string? Text(JsonElement given, string name) =>
        given.ValueKind == JsonValueKind.Object && given.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString() : throw Bad(name)
            : null;

    private static bool? Flag(JsonElement given, string name) =>
        given.TryGetProperty(name, out var value) ? value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Bad(name) : null;

    private static RefusalException Missing(string name) => Bad($"{name} is missing");

    private static RefusalException Bad(string what) => new(StatusCodes.Status400BadRequest, $"Invalid value for: body ({what})");
}
