namespace Dixa.Simulator.Data;

public sealed record Collection(Guid Id, string Title, string? Description, bool IsInternal, bool IsRestricted) : IIdentified
{
    /// <summary>The collection and its category that a restriction comes from; null where it comes from nowhere else.</summary>
    public (Guid CollectionId, Guid CategoryId)? RestrictedBy { get; init; }
}

/// <summary>A chapter of a collection, or of the category that is its parent; titles by language.</summary>
public sealed record Category(Guid Id, Guid CollectionId, Guid? ParentId, IReadOnlyDictionary<string, string> Titles) : IIdentified
{
    public bool? IsDefaultLocation { get; init; }

    public bool IsLocked { get; init; }
}

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

/// <summary>An article in one language: what is being written, and what readers see if anything.</summary>
public sealed record Translation(string Language, ArticleVersion Draft, ArticleVersion? Published)
{
    public const string DefaultLanguage = "en";
}

public sealed record ArticleVersion(string Title, string Text, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public bool IsIndexed { get; init; }

    public Guid? CreatedBy { get; init; }

    public Guid? UpdatedBy { get; init; }

    public IReadOnlyList<HelpCenterLink> Links { get; init; } = [];
}

public sealed record HelpCenterLink(Guid Id, string Name, string Url);
