using System.Globalization;
using Dixa.Simulator.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Dixa.Simulator.Access;

/// <summary>Refuses what exceeds the limits, per token and as counted on arrival; a refusal itself doesn't count.</summary>
public sealed class RateLimiter(LiveSettings settings, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SlidingWindow> _exports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TokenBucket> _api = new(StringComparer.Ordinal);

    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var limits = settings.Limits;
        var surface = context.GetEndpoint()!.Metadata.GetRequiredMetadata<Resource>().Surface;
        var wait = limits.Enabled ? Take(surface, context.Features.GetRequiredFeature<Caller>().Token, limits) : TimeSpan.Zero;
        if (wait == TimeSpan.Zero)
        {
            return next(context);
        }

        if (limits.SendRetryAfter)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        throw new RefusalException(StatusCodes.Status429TooManyRequests, "API limit has been reached");
    }

    private TimeSpan Take(Surface surface, string token, RateLimits limits)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            return surface == Surface.Exports
                ? Of(_exports, token).Take(now, limits.ExportsPerMinute)
                : Of(_api, token).Take(now, limits.ApiPerSecond, limits.ApiBurst);
        }
    }

    private static T Of<T>(Dictionary<string, T> counters, string token)
        where T : new()
    {
        if (!counters.TryGetValue(token, out var counter))
        {
            counters[token] = counter = new T();
        }

        return counter;
    }
}

/// <summary>At most so many arrivals in any minute.</summary>
public sealed class SlidingWindow
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly Queue<DateTimeOffset> _arrivals = new();

    /// <summary>Zero if one more may come in now, which then counts; else how long until one may.</summary>
    public TimeSpan Take(DateTimeOffset now, int limit)
    {
        while (_arrivals.TryPeek(out var oldest) && oldest + Length <= now)
        {
            _arrivals.Dequeue();
        }

        if (_arrivals.Count < limit)
        {
            _arrivals.Enqueue(now);
            return TimeSpan.Zero;
        }

        return _arrivals.TryPeek(out var first) ? first + Length - now : Length;
    }
}

/// <summary>A bucket that starts full, refills evenly and gives one for each arrival.</summary>
public sealed class TokenBucket
{
    private double _level = double.MaxValue;
    private DateTimeOffset _filledAt;

    /// <summary>Zero if one more may come in now, which then counts; else how long until one may.</summary>
    public TimeSpan Take(DateTimeOffset now, double perSecond, int burst)
    {
        _level = Math.Min(burst, _level + (Math.Max(0, (now - _filledAt).TotalSeconds) * perSecond));
        _filledAt = now;
        if (_level >= 1)
        {
            _level--;
            return TimeSpan.Zero;
        }

        return TimeSpan.FromSeconds((1 - _level) / perSecond);
    }
}
