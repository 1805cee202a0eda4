using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Access;

/// <summary>The tokens of the organisation.</summary>
public sealed class TokenRegister
{
    private readonly ConcurrentDictionary<string, TokenGrant> _grants = new(StringComparer.Ordinal);

    public TokenGrant? Find(string token) => _grants.GetValueOrDefault(token);

    public void Grant(string token, TokenGrant grant) => _grants[token] = grant;
}

/// <summary>What a token may do: nothing if it was made for another API version, else everything but the forbidden paths.</summary>
public sealed record TokenGrant(bool IsOfAnotherVersion = false)
{
    /// <summary>Path prefixes, with `*` for any one segment.</summary>
    public ImmutableArray<string> Forbidden { get; init; } = [];

    public bool Allows(PathString path) => !Forbidden.Any(prefix => PathPrefix.Matches(prefix, path));
}

/// <summary>Whose token a request bears, once it has been found good.</summary>
public sealed record Caller(string Token);
