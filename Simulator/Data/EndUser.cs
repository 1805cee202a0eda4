namespace Dixa.Simulator.Data;

/// <summary>Somebody who asks; a null list or text is one that the API leaves out.</summary>
public sealed record EndUser(Guid Id, DateTimeOffset CreatedAt) : IIdentified
{
    public string? DisplayName { get; init; }

    public string? Email { get; init; }

    public string? PhoneNumber { get; init; }

    public IReadOnlyList<string>? AdditionalEmails { get; init; }

    public IReadOnlyList<string>? AdditionalPhoneNumbers { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public IReadOnlyList<string>? MiddleNames { get; init; }

    public string? AvatarUrl { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>Values of contact attributes, which the list leaves out of nearly everybody.</summary>
    public IReadOnlyList<CustomFieldValue>? CustomFields { get; init; }

    /// <summary>Whether the list shows the values of contact attributes, as one of the vendor's samples does.</summary>
    public bool IsListedWhole { get; init; }
}
