using System.Text.Json;
using Dixa.Connector.Json;

namespace Dixa.Connector.State;

/// <summary>Reads the cursor from states of other connectors for the same stream, which keep it in a place of their own.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Airbyte's CDK: <c>{"state_type": "date-range", "slices": [{"start", "end", "most_recent_cursor_value"}]}</c>. Only the
/// first slice is known to have no gap before it.</item>
/// <item>tap-dixa before 1.0: <c>{"updated_at_datestring": "2022-01-31T10:00:00+00:00"}</c>. The value is its host's local time,
/// labelled as UTC. No zone is more than 14 hours ahead, so nothing is missed by starting 14 hours earlier.</item>
/// </list>
/// </remarks>
public static class ForeignState
{
    private static readonly TimeSpan FurthestZone = TimeSpan.FromHours(14);

    /// <summary>The cursor; null if the state has none of these shapes.</summary>
    public static long? CursorOf(JsonElement state, CursorForm form)
    {
        if (state.Member("slices") is { ValueKind: JsonValueKind.Array } slices && slices.GetArrayLength() > 0)
        {
            var first = slices.EnumerateArray().MinBy(slice => slice.Member("start") is { } start ? form.OfState(start) : long.MaxValue);
            return (first.Member("most_recent_cursor_value") ?? first.Member("start")) is { } read ? form.OfState(read) : null;
        }

        return state.Text("updated_at_datestring") is { } local && DateTimeText.ToMilliseconds(System.Text.Encoding.UTF8.GetBytes(local)) is { } ms
            ? ms - (long)FurthestZone.TotalMilliseconds
            : null;
    }
}
