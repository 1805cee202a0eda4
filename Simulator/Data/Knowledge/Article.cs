namespace Dixa.Simulator.Data.Knowledge;

/// <summary>An article: in a category, or else directly in its collections; nulls are what the API leaves out.</summary>
public sealed record Article(Guid Id, IReadOnlyList<Guid> CollectionIds, Guid? CategoryId, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : IIdentified
{
    public required IReadOnlyList<Translation> Translations { get; init; }

    public bool? IsDefaultLocation { get; init; }

    public IReadOnlyList<Guid>? TagIds { get; init; }

    public DateTimeOffset? IndexedAt { get; init; }

    public Guid? IndexedBy { get; init; }

    public Guid? CreatedBy { get; init; }

    public Guid? UpdatedBy { get; init; }

    public Guid? OwnedBy { get; init; }

    public Translation? In(string language) => Translations.FirstOrDefault(translation => translation.Language == language);
}
