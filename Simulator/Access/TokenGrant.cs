using System.Collections.Immutable;

namespace Dixa.Simulator.Access;

/// <summary>What a token may do: nothing if it was made for another API version, else everything but the forbidden paths.</summary>
public sealed record TokenGrant(bool IsOfAnotherVersion = false)
{
    /// <summary>Path prefixes.</summary>
    public ImmutableArray<string> Forbidden { get; init; } = [];

    public bool Allows(PathString path) => !Forbidden.Any(prefix => path.ToString().StartsWith(prefix, StringComparison.Ordinal));
}
