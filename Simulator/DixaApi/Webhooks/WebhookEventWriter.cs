using System.Text.Json;
using Dixa.Simulator.Data.Webhooks;

namespace Dixa.Simulator.DixaApi.Webhooks;

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
            json.WriteString("deliveryTimestamp"u8, ApiTime.WithMilliseconds(delivery.At));
            json.WriteBoolean("success"u8, delivery.IsSuccess);
            json.WriteNumber("responseCode"u8, delivery.ResponseCode);
            json.WriteString("responseText"u8, delivery.ResponseText);
        }

        json.WriteString("_type"u8, subscribed.LastDelivery is null ? "NoRecentDelivery"u8 : "DeliveryDetail"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
