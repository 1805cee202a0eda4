using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Api;

/// <summary>Limits how often and how long a request is repeated, so that none takes for ever.</summary>
/// <param name="Tries">Attempts in all; those that were rate limited do not count.</param>
/// <param name="SplitTries">Attempts before a request that may be split fails, so that the caller can split it.</param>
/// <param name="RateLimitWait">The longest time after the first rate limit.</param>
public sealed record RetryBudget(int Tries, int SplitTries, TimeSpan RateLimitWait)
{
    /// <summary>For a sync: about two minutes of an outage, or an hour in which other programs use up the limit.</summary>
    public static RetryBudget Patient { get; } = new(7, 7, TimeSpan.FromHours(1));

    /// <summary>For a request of a sync that can be split when its response breaks off.</summary>
    public static RetryBudget Splittable { get; } = Patient with { SplitTries = 2 };

    /// <summary>For a check, where a person waits: two attempts of at most half a minute. A rate limit fails at once, which answers the check too.</summary>
    public static RetryBudget Impatient { get; } = new(2, 2, TimeSpan.Zero) { HeadersTimeout = TimeSpan.FromSeconds(30) };

    /// <summary>How long a response may take to begin; null for the host's own <see cref="HostProfile.HeadersTimeout"/>.</summary>
    public TimeSpan? HeadersTimeout { get; private init; }

    public bool Allows(HttpFault fault, int failures, TimeSpan sinceRefused) => fault.IsRateLimit
        ? sinceRefused + (fault.RetryAfter ?? TimeSpan.Zero) < RateLimitWait
        : failures < (fault.MaySplit ? SplitTries : Tries);
}
