using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Api;

/// <summary>How often and how long one request may be tried again. A request never takes for ever.</summary>
/// <param name="Tries">Tries in all, those that met a rate limit not counted.</param>
/// <param name="SplitTries">Tries before a request that may be split is given back to be split.</param>
/// <param name="RateLimitWait">How long it may take from the first refusal for its rate on.</param>
public sealed record RetryBudget(int Tries, int SplitTries, TimeSpan RateLimitWait)
{
    /// <summary>In a sync: some two minutes of an outage, an hour of other programs that use up the limit.</summary>
    public static RetryBudget Patient { get; } = new(7, 7, TimeSpan.FromHours(1));

    /// <summary>In a sync, for a request that can be split when its answer breaks.</summary>
    public static RetryBudget Splittable { get; } = Patient with { SplitTries = 2 };

    /// <summary>In a check, where somebody is waiting: a second try, half a minute for an answer, and a rate limit is an answer too.</summary>
    public static RetryBudget Impatient { get; } = new(2, 2, TimeSpan.Zero) { HeadersTimeout = TimeSpan.FromSeconds(30) };

    /// <summary>How long an answer may take to begin; null for as long as its host is known to take.</summary>
    public TimeSpan? HeadersTimeout { get; private init; }

    public bool Allows(HttpFault fault, int failures, TimeSpan sinceRefused) => fault.IsRateLimit
        ? sinceRefused + (fault.RetryAfter ?? TimeSpan.Zero) < RateLimitWait
        : failures < (fault.MaySplit ? SplitTries : Tries);
}
