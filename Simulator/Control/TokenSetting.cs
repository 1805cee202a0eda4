using Dixa.Simulator.Access;

namespace Dixa.Simulator.Control;

/// <summary>A token and what it may do.</summary>
public sealed record TokenSetting(string Token)
{
    public bool IsOfAnotherVersion { get; init; }

    /// <summary>Path prefixes, with `*` for any one segment.</summary>
    public IReadOnlyList<string> Forbidden { get; init; } = [];

    public TokenGrant ToGrant() => new(IsOfAnotherVersion) { Forbidden = [.. Forbidden] };
}
