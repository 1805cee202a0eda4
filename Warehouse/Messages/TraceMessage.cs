using System.Globalization;
using System.Text.Json;
using Dixa.Warehouse.Catalogs;

namespace Dixa.Warehouse.Messages;

/// <summary>A TRACE, as far as anything is done with it.</summary>
/// <param name="Stream">The stream that it is of, where it says.</param>
/// <param name="Status"><c>STARTED</c>, <c>RUNNING</c>, <c>COMPLETE</c> or <c>INCOMPLETE</c>; null for other traces.</param>
/// <param name="QuotaReset">When the limit is over that the source waits for.</param>
/// <param name="Error">What went wrong; null for other traces.</param>
/// <param name="Requests">How many requests the source made: of an ANALYTICS trace of the type <c>requests</c>, which source-dixa ends with.</param>
/// <param name="RateLimited">How many of them were answered with 429: of an ANALYTICS trace of the type <c>rate_limited</c>.</param>
public sealed record TraceMessage(StreamName? Stream, string? Status, DateTimeOffset? QuotaReset, string? Error, long? Requests, long? RateLimited)
{
    /// <summary>Reads the line of a TRACE.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static TraceMessage Parse(ReadOnlySpan<byte> line)
    {
        using var document = JsonDocument.Parse(line.ToArray());
        var trace = Member(document.RootElement, "trace");
        var status = Member(trace, "stream_status");
        var error = Member(trace, "error");
        var analytics = Member(trace, "analytics");
        return new TraceMessage(
            ProtocolJson.Descriptor(status) ?? ProtocolJson.Descriptor(error),
            ProtocolJson.Text(status, "status"),
            Quota(status),
            ProtocolJson.Text(error, "message"),
            Count(analytics, "requests"),
            Count(analytics, "rate_limited"));
    }

    private static long? Count(JsonElement analytics, string type) =>
        ProtocolJson.Text(analytics, "type") == type && long.TryParse(ProtocolJson.Text(analytics, "value"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static DateTimeOffset? Quota(JsonElement status) =>
        Member(status, "reasons") is { ValueKind: JsonValueKind.Array } reasons
        && reasons.EnumerateArray().Select(reason => Member(Member(reason, "rate_limited"), "quota_reset")).FirstOrDefault(reset => reset.ValueKind == JsonValueKind.Number) is { ValueKind: JsonValueKind.Number } found
        && found.TryGetInt64(out var ms)
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : null;

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;
}
