using System.ComponentModel.DataAnnotations;
using Dixa.Simulator.Access;

namespace Dixa.Simulator.Control;

/// <summary>A token and what it may do.</summary>
public sealed record TokenSetting([property: Required] string Token) : IValidatableObject
{
    public bool IsOfAnotherVersion { get; init; }

    /// <summary>Path prefixes, with `*` for any one segment.</summary>
    public IReadOnlyList<string> Forbidden { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Forbidden.Contains(null) ? [new ValidationResult("Forbidden must be a list of texts.")] : [];

    public TokenGrant ToGrant() => new(IsOfAnotherVersion) { Forbidden = [.. Forbidden] };
}
