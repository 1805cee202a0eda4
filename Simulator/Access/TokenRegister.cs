using System.Collections.Concurrent;

namespace Dixa.Simulator.Access;

/// <summary>The tokens of the organisation.</summary>
public sealed class TokenRegister
{
    private readonly ConcurrentDictionary<string, TokenGrant> _grants = new(StringComparer.Ordinal);

    public TokenGrant? Find(string token) => _grants.GetValueOrDefault(token);

    public void Grant(string token, TokenGrant grant) => _grants[token] = grant;

    public bool Revoke(string token) => _grants.TryRemove(token, out _);
}
