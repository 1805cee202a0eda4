using System.Text.Json;
using Dixa.Connector.Json;

namespace Dixa.Probe.Rows;

/// <summary>What is kept in memory of an exported message.</summary>
/// <param name="CreatedMs">Unix time in milliseconds.</param>
/// <param name="Duration">Of a call, in whatever unit it has.</param>
public sealed record ExportedMessage(string Key, long ConversationId, long? CreatedMs, long? Duration)
{
    public TimedRow ByCreation => new(Key, CreatedMs ?? 0);

    /// <summary>Null for a row without an id.</summary>
    public static ExportedMessage? Of(JsonElement row) => row.Text("id") is not { } id ? null : new(
        id, row.Member("csid")?.Whole() ?? 0, row.Member("created_at")?.Whole(), row.Member("duration")?.Whole());
}
