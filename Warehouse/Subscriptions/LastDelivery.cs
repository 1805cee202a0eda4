using System.Text.Json;

namespace Dixa.Warehouse.Subscriptions;

/// <summary>How the last delivery of an event went.</summary>
/// <param name="At">As Dixa writes it; null if there was none lately.</param>
/// <param name="Answer">What it was answered with: the code and its text.</param>
public sealed record LastDelivery(string Event, string? At, bool IsSuccess, string Answer)
{
    public static LastDelivery Parse(JsonElement json)
    {
        var status = json.TryGetProperty("deliveryStatus", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        return new LastDelivery(
            Text(json, "event"),
            status.ValueKind == JsonValueKind.Object && status.TryGetProperty("deliveryTimestamp", out var at) ? at.ToString() : null,
            status.ValueKind == JsonValueKind.Object && status.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.True,
            $"{Text(status, "responseCode")} {Text(status, "responseText")}".Trim());
    }

    private static string Text(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value.ToString() : "";
}
