namespace Dixa.Simulator.Data.Knowledge;

public sealed record Collection(Guid Id, string Title, string? Description, bool IsInternal, bool IsRestricted) : IIdentified
{
    /// <summary>The collection and its category that a restriction comes from; null where it comes from nowhere else.</summary>
    public (Guid CollectionId, Guid CategoryId)? RestrictedBy { get; init; }
}
