namespace Dixa.Warehouse.Webhooks;

/// <summary>The events worth having: what a subscription asks for unless it is told otherwise.</summary>
/// <remarks>
/// <para>All that change a row wake a run. What webhooks alone know (service levels, what became of a message on its way, bans, calls
/// that were given up) is worth its row in <c>webhook_events</c>, since no export has it.</para>
/// <para>Left out is <c>TypingStarted</c>: it comes whenever somebody begins to type, changes nothing, and the message that
/// follows says more. Who wants it names it, or all.</para>
/// </remarks>
public static class SubscribedEvents
{
    private const string Noise = "TypingStarted";

    /// <summary>The names under which one subscribes.</summary>
    public static IReadOnlyList<string> Suggested { get; } = [.. EventNames.All.Where(name => name != Noise)];

    /// <summary>Those that are asked for.</summary>
    /// <param name="asked">Null for the suggested ones, <c>all</c> for all.</param>
    /// <exception cref="WarehouseException">There is no such event.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string>? asked) => asked switch
    {
        null => Suggested,
        ["all"] => EventNames.All,
        _ when asked.Except(EventNames.All).ToList() is { Count: > 0 } unknown => throw WarehouseException.Configuration($"Dixa has no event {string.Join(" and no event ", unknown)}. It has {string.Join(", ", EventNames.All)}."),
        _ => [.. asked.Distinct()],
    };
}
