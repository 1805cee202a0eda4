namespace Dixa.Simulator.Data;

/// <summary>Somebody who answers; a null list or text is one that the API leaves out.</summary>
public sealed record Agent(Guid Id, DateTimeOffset CreatedAt, string DisplayName, string Email) : IIdentified
{
    public string? AvatarUrl { get; init; }

    public string? PhoneNumber { get; init; }

    public IReadOnlyList<string>? AdditionalEmails { get; init; }

    public IReadOnlyList<string>? AdditionalPhoneNumbers { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public IReadOnlyList<string>? MiddleNames { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }
}
