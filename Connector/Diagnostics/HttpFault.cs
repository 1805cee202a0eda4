using System.Net;

namespace Dixa.Connector.Diagnostics;

/// <summary>The part of a failed HTTP exchange that retries and windows decide by.</summary>
/// <param name="Status">The answer's status; null when there was no answer.</param>
/// <param name="CanRetry">Whether the same request may succeed a little later.</param>
/// <param name="MaySplit">Whether asking for less may help: the answer was too long, too slow or broke.</param>
public sealed record HttpFault(HttpStatusCode? Status, bool CanRetry, bool MaySplit)
{
    /// <summary>What the server asked for in <c>Retry-After</c>; null when it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsRateLimit => Status == HttpStatusCode.TooManyRequests;
}
