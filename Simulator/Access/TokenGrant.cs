using System.Collections.Immutable;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Access;

/// <summary>What a token may do: nothing if it was made for another API version, else everything but the forbidden paths.</summary>
public sealed record TokenGrant(bool IsOfAnotherVersion = false)
{
    /// <summary>Path prefixes, with `*` for any one segment.</summary>
    public ImmutableArray<string> Forbidden { get; init; } = [];

    public bool Allows(PathString path) => !Forbidden.Any(prefix => PathPrefix.Matches(prefix, path));
}
