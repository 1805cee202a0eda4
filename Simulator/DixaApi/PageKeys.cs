using System.Collections.Concurrent;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

/// <summary>How long keys of pages can be used; unless told otherwise for ever, and as often as anybody likes.</summary>
public sealed class PageKeys(Unknowns unknowns)
{
    private readonly ConcurrentDictionary<string, long> _issuedAtMs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);

    /// <summary>Notes when a page's key was given out.</summary>
    public void Issue(PageLinks links, long nowMs)
    {
        if (unknowns.PageKeySeconds is not null && links.Next is { } next)
        {
            _issuedAtMs[PageKey.In(next)] = nowMs;
        }
    }

    /// <summary>Refuses a key that is too old, or that was used if it may be used once.</summary>
    public void Use(IQueryCollection query, long nowMs)
    {
        if (!query.TryGetValue(PageKey.KeyParameter, out var values) || values.ToString() is not { } key)
        {
            return;
        }

        var isOld = _issuedAtMs.TryGetValue(key, out var issuedAtMs) && nowMs - issuedAtMs > unknowns.PageKeySeconds * 1_000;
        if (isOld || (unknowns.PageKeysOnce && !_used.TryAdd(key, true)))
        {
            throw RefusalException.BadParameter(PageKey.KeyParameter);
        }
    }
}
