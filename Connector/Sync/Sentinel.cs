using System.Text.Json;
using Dixa.Connector.Protocol;

namespace Dixa.Connector.Sync;

/// <summary>States that say only that a full refresh has ended: given as input they mean "from the beginning".</summary>
public static class Sentinel
{
    private const string FullRefreshComplete = "__ab_full_refresh_sync_complete";

    /// <summary>Written by Airbyte's own kits for streams without a cursor.</summary>
    private const string NoCursor = "__ab_no_cursor_state_message";

    public static bool IsIn(JsonElement state) => state.Member(FullRefreshComplete) is not null || state.Member(NoCursor) is not null;

    public static void Write(Utf8JsonWriter json) => json.WriteBoolean(FullRefreshComplete, true);
}
