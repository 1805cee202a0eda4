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

/// <summary>An entry of a select attribute, with those below it.</summary>
/// <param name="Order">Its place among all entries of the attribute.</param>
public sealed record SelectOption(Guid Id, string Value, int Order, IReadOnlyList<SelectOption> Nested)
{
    /// <summary>One of the first ones nobody can choose any more.</summary>
    public bool IsDeactivated => Order == 3;
}

/// <summary>The value of a custom field: a text, or the path of a selected option.</summary>
public sealed record CustomFieldValue(Guid AttributeId, string? Text, IReadOnlyList<string>? Path);
