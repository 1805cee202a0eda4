using System.Collections.Immutable;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Draws how often a conversation that is closed now was closed before, and opened again.</summary>
public static class ReopeningGenerator
{
    private const double Share = 0.06;

    private const double AgainShare = 0.3;

    /// <summary>Mostly none; all between the conversation's beginning and its last closing, in epoch milliseconds.</summary>
    public static ImmutableArray<Reopening> Draw(RandomSource aside, long createdAtMs, long closedAtMs)
    {
        if (!aside.Chance(Share))
        {
            return [];
        }

        // What happens in one and the same millisecond has no order that anybody could tell.
        long[] times = [.. Enumerable.Range(0, aside.Chance(AgainShare) ? 4 : 2).Select(_ => aside.Between(createdAtMs + 1, Math.Max(createdAtMs + 1, closedAtMs - 1))).Distinct().Order()];
        return closedAtMs - createdAtMs > 2 ? [.. times.Chunk(2).Where(pair => pair.Length == 2).Select(pair => new Reopening(pair[0], pair[1]))] : [];
    }
}
