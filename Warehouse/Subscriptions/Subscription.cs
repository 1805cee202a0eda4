using System.Text.Json;

namespace Dixa.Warehouse.Subscriptions;

/// <summary>A subscription as Dixa shows it.</summary>
/// <param name="Secret">The key of its signatures, as hex; null where Dixa doesn't show it.</param>
public sealed record Subscription(string Id, string Name, string Url, IReadOnlyList<string> Events, bool IsEnabled, string? Secret)
{
    /// <summary>Reads one; null if it has no id.</summary>
    public static Subscription? Parse(JsonElement json) => Text(json, "id") is { } id
        ? new Subscription(
            id,
            Text(json, "name") ?? "",
            Text(json, "url") ?? "",
            json.TryGetProperty("subscribedEvents", out var events) && events.ValueKind == JsonValueKind.Array ? [.. events.EnumerateArray().Select(each => each.ToString())] : [],
            !json.TryGetProperty("enabled", out var enabled) || enabled.ValueKind != JsonValueKind.False,
            Text(json, "secretKey"))
        : null;

    /// <summary>Whether deliveries go to an address.</summary>
    public bool IsFor(Uri url) => Uri.TryCreate(Url, UriKind.Absolute, out var own) && own.AbsoluteUri == url.AbsoluteUri;

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
