namespace Dixa.Simulator.Data.Knowledge;

/// <summary>A chapter of a collection, or of the category that is its parent; titles by language.</summary>
public sealed record Category(Guid Id, Guid CollectionId, Guid? ParentId, IReadOnlyDictionary<string, string> Titles) : IIdentified
{
    public bool? IsDefaultLocation { get; init; }

    public bool IsLocked { get; init; }
}
