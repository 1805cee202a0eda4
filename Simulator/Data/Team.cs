namespace Dixa.Simulator.Data;

public sealed record Team(Guid Id, string Name) : IIdentified
{
    /// <summary>Agents, and people who are none any more.</summary>
    public IReadOnlyList<Guid> MemberIds { get; init; } = [];
}
