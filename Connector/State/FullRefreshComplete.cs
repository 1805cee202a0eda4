using System.Text.Json;
using Dixa.Connector.Json;

namespace Dixa.Connector.State;

/// <summary>The end of a full refresh: <c>{"__ab_full_refresh_sync_complete": true}</c>. A sync that is given it reads from the beginning.</summary>
public sealed record FullRefreshComplete : ICheckpoint
{
    private const string Member = "__ab_full_refresh_sync_complete";

    /// <summary>Airbyte's kits write it for streams without a cursor. It means the same.</summary>
    private const string NoCursor = "__ab_no_cursor_state_message";

    private FullRefreshComplete()
    {
    }

    public static FullRefreshComplete Instance { get; } = new();

    public static bool IsIn(JsonElement state) => state.Member(Member) is not null || state.Member(NoCursor) is not null;

    public void WriteTo(Utf8JsonWriter json) => json.WriteBoolean(Member, true);
}
