using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Dixa.Simulator.Access;
using Dixa.Simulator.Faults;
using Dixa.Simulator.Http;
using Dixa.Simulator.Webhooks;
using Microsoft.AspNetCore.Http.Features;

namespace Dixa.Simulator.Control;

/// <summary>What a test or a person sees and sets over HTTP: no token, no limits, no faults, not in the log.</summary>
public sealed class ControlApi(SimulatorServer server, TimeProvider time)
{
    public const string Root = "/_simulator";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = PlainJsonEncoder.Instance,
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Root);
        Read(group, "/", _ => Overview.Of(server, time));
        Read(group, "/health", _ => new { status = "ok" });
        Read(group, "/requests", _ => server.Requests.All);
        Read(group, "/faults", _ => server.Faults.Planned);
        Read(group, "/bounds", _ => server.Bounds);
        Read(group, "/limits", _ => server.Limits);
        group.MapGet("/conversations", (HttpContext context) => GroundTruth.WriteConversationsAsync(context, server.Organization, time));
        group.MapGet("/messages", (HttpContext context) => GroundTruth.WriteMessagesAsync(context, server.Organization, time));
        group.MapGet("/children", (HttpContext context) => GroundTruth.WriteChildrenAsync(context, server.Organization, time));
        group.MapGet("/activities", (HttpContext context) => GroundTruth.WriteActivitiesAsync(context, server.Organization, time));

        Read(group, "/deliveries", _ => new { server.Webhooks.Delivered, server.Webhooks.Abandoned, server.Webhooks.UnderWay, server.Webhooks.Habits });

        Clear(group, "/requests", server.Requests.Clear);
        Clear(group, "/faults", server.Faults.Clear);
        Write<Fault>(group, HttpMethods.Post, "/faults", server.Faults.Add);
        Write<Bounds>(group, HttpMethods.Put, "/bounds", bounds => server.Bounds = bounds);
        Write<RateLimits>(group, HttpMethods.Put, "/limits", limits => server.Limits = limits);
        Write<TokenSetting>(group, HttpMethods.Put, "/tokens", setting => server.Tokens.Grant(setting.Token, setting.ToGrant()));
        Write<DeliveryHabits>(group, HttpMethods.Put, "/deliveries", habits => server.Webhooks.Habits = habits);
        Write<EventOrder>(group, HttpMethods.Post, "/events", order =>
            server.Webhooks.Send(OtherEvents.Make(order.Event, order.Conversation, server.Organization, time.GetUtcNow().ToUnixTimeMilliseconds())));
        group.MapPost("/change", ChangeAsync);
        group.MapDelete("/conversations/{id:long}", (HttpContext context, long id) => RemoveAsync(context, id));
    }

    private static void Read(RouteGroupBuilder group, string path, Func<HttpContext, object> read) =>
        group.MapGet(path, (HttpContext context) => context.Response.WriteAsJsonAsync(read(context), Json, context.RequestAborted));

    private static void Clear(RouteGroupBuilder group, string path, Action clear) =>
        group.MapDelete(path, (HttpContext context) =>
        {
            clear();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });

    private static void Write<T>(RouteGroupBuilder group, string method, string path, Action<T> write)
        where T : class =>
        group.MapMethods(path, [method], (HttpContext context) => ErrorAnswer.CatchAsync(context, async _ =>
        {
            write(await ReadBodyAsync<T>(context));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }));

    private static async Task<T> ReadBodyAsync<T>(HttpContext context)
        where T : class
    {
        try
        {
            // From memory: read from a stream, nulls get into members that have none.
            using var bytes = new MemoryStream();
            await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
            var body = JsonSerializer.Deserialize<T>(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), Json)
                ?? throw new RefusalException(StatusCodes.Status400BadRequest, "The body is null");
            Validator.ValidateObject(body, new ValidationContext(body), validateAllProperties: true);
            return body;
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or ValidationException)
        {
            throw new RefusalException(StatusCodes.Status400BadRequest, failure.Message);
        }
    }

    /// <summary>With `?keepsExportRows=true` only the Dixa API loses it.</summary>
    private Task RemoveAsync(HttpContext context, long id) => ErrorAnswer.CatchAsync(context, _ =>
    {
        var keepsExportRows = false;
        if (context.Request.Query.TryGetValue("keepsExportRows", out var text) && !bool.TryParse(text, out keepsExportRows))
        {
            throw RefusalException.BadParameter("keepsExportRows");
        }

        context.Response.StatusCode = server.Organization.RemoveConversation(id, keepsExportRows)
            ? StatusCodes.Status204NoContent
            : throw RefusalException.NotFound();
        return Task.CompletedTask;
    });

    private Task ChangeAsync(HttpContext context) => ErrorAnswer.CatchAsync(context, async _ =>
    {
        var hasBody = context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody;
        var order = hasBody ? await ReadBodyAsync<ChangeOrder>(context) : new ChangeOrder();
        var summary = server.Organization.Change(time.GetUtcNow(), order.Conversations);
        await context.Response.WriteAsJsonAsync(summary, Json, context.RequestAborted);
    });
}

/// <summary>How many conversations a round of changes adds.</summary>
public sealed record ChangeOrder([property: Range(0, 100_000)] int Conversations = 20);

/// <summary>An event that is to happen, by its name, and the conversation that it happens to.</summary>
public sealed record EventOrder([property: Required] string Event, long? Conversation = null);

/// <summary>A token and what it may do.</summary>
public sealed record TokenSetting([property: Required] string Token) : IValidatableObject
{
    public bool IsOfAnotherVersion { get; init; }

    /// <summary>Path prefixes, with `*` for any one segment.</summary>
    public IReadOnlyList<string> Forbidden { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Forbidden.Contains(null) ? [new ValidationResult("Forbidden must be a list of texts.")] : [];

    public TokenGrant ToGrant() => new(IsOfAnotherVersion) { Forbidden = [.. Forbidden] };
}
