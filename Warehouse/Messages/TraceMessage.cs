using System.Globalization;
using System.Text.Json;
using Dixa.Warehouse.Catalogs;

namespace Dixa.Warehouse.Messages;

/// <summary>A TRACE, as far as anything is done with it.</summary>
/// <param name="Stream">The stream that it is of, where it says.</param>
/// <param name="Status"><c>STARTED</c>, <c>RUNNING</c>, <c>COMPLETE</c> or <c>INCOMPLETE</c>; null for other traces.</param>
/// <param name="QuotaReset">When the limit is over that the source waits for.</param>
/// <param name="Error">What went wrong; null for other traces.</param>
/// <param name="Count">A number that the source counted: the type and the value of an ANALYTICS trace. Source-dixa ends with <see cref="Requests"/> and the others.</param>
public sealed record TraceMessage(StreamName? Stream, string? Status, DateTimeOffset? QuotaReset, string? Error, (string Type, long Value)? Count)
{
    /// <summary>The type under which the source counts its requests.</summary>
    public const string Requests = "requests";

    /// <summary>Those of them that went to the Exports API.</summary>
    public const string ExportsRequests = "exports_requests";

    /// <summary>Those that were answered with 429.</summary>
    public const string RateLimited = "rate_limited";

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
            ProtocolJson.Text(analytics, "type") is { } type && long.TryParse(ProtocolJson.Text(analytics, "value"), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? (type, value) : null);
    }

    private static DateTimeOffset? Quota(JsonElement status) =>
        Member(status, "reasons") is { ValueKind: JsonValueKind.Array } reasons
        && reasons.EnumerateArray().Select(reason => Member(Member(reason, "rate_limited"), "quota_reset")).FirstOrDefault(reset => reset.ValueKind == JsonValueKind.Number) is { ValueKind: JsonValueKind.Number } found
        && found.TryGetInt64(out var ms)
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : null;

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;
}
