using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dixa.Warehouse.Syncing;

/// <summary>How many windows of time a stream of the Exports API has behind it, computed from its cursor.</summary>
/// <param name="Start">Where the sync begins.</param>
public sealed record WindowCount(DateTimeOffset Start, DateTimeOffset End, double WindowDays)
{
    /// <summary>The streams that the Exports API is asked for window by window.</summary>
    public static IReadOnlyList<string> Streams { get; } = ["conversations", "messages"];

    private const double DefaultDays = 31;

    private static readonly string[] Cursors = ["updated_at", "created_at"];

    public int All => Math.Max(1, (int)Math.Ceiling((End - Start).TotalDays / WindowDays));

    /// <summary>The windows that a sync with these settings asks for.</summary>
    /// <param name="state">The state that it goes on from.</param>
    public static WindowCount Of(JsonObject source, string? state, DateTimeOffset now)
    {
        var start = CursorOf(state) ?? TimeOf(source["start_date"]) ?? now.AddYears(-1);
        var days = Number(source["window_days"]) is { } given && given >= 1 ? given : DefaultDays;
        return new WindowCount(start, TimeOf(source["end_date"]) ?? now, days);
    }

    /// <summary>A setting that is a number; null for anything else.</summary>
    public static double? Number(JsonNode? setting) =>
        setting?.GetValueKind() == JsonValueKind.Number && double.TryParse(setting.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public int Done(string? state) => CursorOf(state) is { } cursor ? Math.Clamp((int)Math.Ceiling((cursor - Start).TotalDays / WindowDays), 0, All) : 0;

    private static DateTimeOffset? CursorOf(string? state)
    {
        if (state is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(state);
        if (!document.RootElement.TryGetProperty("stream", out var stream) || !stream.TryGetProperty("stream_state", out var blob) || blob.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var name in Cursors)
        {
            if (blob.TryGetProperty(name, out var cursor) && cursor.ValueKind == JsonValueKind.Number && cursor.TryGetInt64(out var ms) && ms is > 0 and < 253_402_300_800_000)
            {
                return DateTimeOffset.FromUnixTimeMilliseconds(ms);
            }
        }

        return null;
    }

    private static DateTimeOffset? TimeOf(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
