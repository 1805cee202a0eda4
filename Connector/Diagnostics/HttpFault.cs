using System.Net;

namespace Dixa.Connector.Diagnostics;

/// <summary>How an HTTP exchange failed, as far as retries and splits depend on it.</summary>
/// <param name="Status">The response's status; null without a response.</param>
/// <param name="CanRetry">Whether the same request may succeed a little later.</param>
/// <param name="MaySplit">Whether a smaller request may succeed: the response was too long, too slow or broke off.</param>
public sealed record HttpFault(HttpStatusCode? Status, bool CanRetry, bool MaySplit)
{
    /// <summary>The wait that the server requested with <c>Retry-After</c>; null without it.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsRateLimit => Status == HttpStatusCode.TooManyRequests;
}
