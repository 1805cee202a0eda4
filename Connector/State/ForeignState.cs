using System.Text.Json;
using Dixa.Connector.Json;

namespace Dixa.Connector.State;

/// <summary>Cursors in the states of other connectors for the same stream, where they stand elsewhere than under the cursor's name.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Airbyte's kit: <c>{"state_type": "date-range", "slices": [{"start", "end", "most_recent_cursor_value"}]}</c>. Only what
/// the first slice has read is without a gap.</item>
/// <item>tap-dixa before 1.0: <c>{"updated_at_datestring": "2022-01-31T10:00:00+00:00"}</c>, which is the local time of its host
/// under the name of UTC. No zone is further ahead than 14 hours, so that much earlier nothing has been left out.</item>
/// </list>
/// </remarks>
public static class ForeignState
{
    private static readonly TimeSpan FurthestZone = TimeSpan.FromHours(14);

    /// <summary>The cursor; null when the state is none of these.</summary>
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
