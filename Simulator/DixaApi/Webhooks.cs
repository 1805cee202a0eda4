using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;
using Dixa.Simulator.Webhooks;

namespace Dixa.Simulator.DixaApi;

public static class WebhookSelection
{
    public static Webhook? One(ApiCall call) => call.Organization.Workspace.Webhooks.Find(PathParameter.Id(call, "webhookSubscriptionId"));

    /// <summary>The latest deliveries of an event to a webhook, if it is one that exists.</summary>
    public static IEnumerable<Delivery>? Log(ApiCall call) =>
        call.Http.Request.RouteValues["event"] is string name && EventNames.All.Contains(name)
            ? One(call) is { } webhook ? webhook.Events.FirstOrDefault(subscribed => subscribed.Name == name)?.Deliveries ?? [] : null
            : throw RefusalException.BadPathParameter("event");

    /// <summary>The events of the webhook that a path names.</summary>
    public static IEnumerable<WebhookEvent>? Events(ApiCall call) =>
        One(call)?.Events;
}

/// <summary>Writes a webhook with its secrets, as Dixa does.</summary>
public static class WebhookWriter
{
    public static void Write(Utf8JsonWriter json, Webhook webhook)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, webhook.Id);
        json.WriteString("name"u8, webhook.Name);
        new FieldWriter(json, omitsNull: false).Write("subscribedEvents"u8, webhook.Events.Select(subscribed => subscribed.Name));
        json.WriteString("url"u8, webhook.Url);
        json.WriteStartObject("headers"u8);
        foreach (var (name, value) in webhook.Headers)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteString("secretKey"u8, webhook.SecretKey);
        json.WriteBoolean("enabled"u8, webhook.IsEnabled);
        json.WriteString("createdAt"u8, ApiTime.Format(webhook.CreatedAt));
        json.WriteString("createdBy"u8, webhook.CreatedBy);
        json.WriteString("updatedAt"u8, ApiTime.Format(webhook.UpdatedAt));
        json.WriteString("updatedBy"u8, webhook.UpdatedBy);
        if (webhook.Filter is { } filter)
        {
            Write(json, filter);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, WebhookFilter filter)
    {
        json.WriteStartObject("filters"u8);
        json.WriteStartObject("Conversation"u8);
        json.WriteString("strategy"u8, filter.Strategy);
        json.WriteStartArray("conditions"u8);
        foreach (var condition in filter.Conditions)
        {
            json.WriteStartObject();
            json.WriteString("field"u8, condition.Field);
            new FieldWriter(json, omitsNull: false).Write("values"u8, condition.Values);
            json.WriteString("_type"u8, condition.IsNegated ? "IsNotOneOf"u8 : "IsOneOf"u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("_type"u8, "CombinedFilters"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>Writes how the last delivery of an event went.</summary>
public static class WebhookEventWriter
{
    public static void Write(Utf8JsonWriter json, WebhookEvent subscribed)
    {
        json.WriteStartObject();
        json.WriteString("event"u8, subscribed.Name);
        json.WriteStartObject("deliveryStatus"u8);
        if (subscribed.LastDelivery is { } delivery)
        {
            DeliveryLogWriter.WriteDetail(json, delivery);
        }

        json.WriteString("_type"u8, subscribed.LastDelivery is null ? "NoRecentDelivery"u8 : "DeliveryDetail"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>Writes a delivery of the log, what was sent as a text.</summary>
public static class DeliveryLogWriter
{
    public static void Write(Utf8JsonWriter json, Delivery delivery)
    {
        json.WriteStartObject();
        json.WriteStartObject("deliveryDetail"u8);
        WriteDetail(json, delivery);
        json.WriteEndObject();
        json.WriteString("payload"u8, delivery.Payload.Span);
        json.WriteEndObject();
    }

    public static void WriteDetail(Utf8JsonWriter json, Delivery delivery)
    {
        json.WriteString("deliveryTimestamp"u8, ApiTime.WithMilliseconds(delivery.At));
        json.WriteBoolean("success"u8, delivery.IsSuccess);
        json.WriteNumber("responseCode"u8, delivery.ResponseCode);
        json.WriteString("responseText"u8, delivery.ResponseText);
    }
}
