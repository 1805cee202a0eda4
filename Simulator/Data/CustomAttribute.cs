namespace Dixa.Simulator.Data;

/// <summary>The definition of a custom field; one with options holds a path through them, one without holds a text.</summary>
public sealed record CustomAttribute(Guid Id, string Identifier, string Label, bool IsArchived, IReadOnlyList<IReadOnlyList<string>> Options)
    : IIdentified
{
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null until somebody edits it.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    public string? Description { get; init; }

    public string? Placeholder { get; init; }

    public bool IsRequired { get; init; }

    public bool IsDeactivated { get; init; }

    public bool IsSelect => Options.Count > 0;
}
