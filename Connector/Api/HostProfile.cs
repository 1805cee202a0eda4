namespace Dixa.Connector.Api;

/// <summary>What differs between Dixa's two hosts: names, limits and timeouts.</summary>
public sealed record HostProfile
{
    /// <summary>The host's name in messages.</summary>
    public required string Name { get; init; }

    /// <summary>How many requests the host allows in any <see cref="Span"/>.</summary>
    public required int Limit { get; init; }

    public required TimeSpan Span { get; init; }

    /// <summary>How much longer than <see cref="Span"/> the rate limiter waits, for safety.</summary>
    public required TimeSpan Margin { get; init; }

    /// <summary>The longest expected time from sending a request to its arrival.</summary>
    public required TimeSpan Settle { get; init; }

    /// <summary>How long the headers of a response may take.</summary>
    public required TimeSpan HeadersTimeout { get; init; }

    /// <summary>How long to wait after a 429 without <c>Retry-After</c>: a random time between the two bounds.</summary>
    public required (TimeSpan Least, TimeSpan Most) RateLimitPause { get; init; }

    /// <summary>How long the rate takes to recover from zero to its full value after refusals; zero if refusals do not lower it.</summary>
    public TimeSpan Recovery { get; init; }

    /// <summary>What a user can do about responses that are too long or too slow: a sentence with a space before it, or empty.</summary>
    public string AdviceOnSize { get; init; } = "";

    /// <summary>10 requests in any minute, counted over both endpoints. Dixa prepares a long window before it sends the first byte.</summary>
    /// <remarks>With quick responses, margin and settling cost almost nothing; with slow ones, 5 % of the rate.</remarks>
    public static HostProfile Exports(int requestsPerMinute) => new()
    {
        Name = "Exports API",
        Limit = requestsPerMinute,
        Span = TimeSpan.FromMinutes(1),
        Margin = TimeSpan.FromMilliseconds(100),
        Settle = TimeSpan.FromSeconds(2.5),
        HeadersTimeout = TimeSpan.FromMinutes(5),
        RateLimitPause = (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(62)),
        AdviceOnSize = " A smaller window_days makes its responses shorter.",
    };

    /// <summary>10 requests a second, with bursts of up to 4.</summary>
    /// <remarks>
    /// <para>Two requests in a fifth of a second are the same rate. Half of the burst is left unused, since the network may bring
    /// requests together that were sent apart. The margin costs 2 % of the rate.</para>
    /// <para>Pause and recovery were found by simulation. Two to eight connectors on one token get 96 to 99 % of the limit; with
    /// four of them there are three refusals for ten responses.</para>
    /// </remarks>
    public static HostProfile Dixa(int requestsPerSecond) => new()
    {
        Name = "Dixa API",
        Limit = 2,
        Span = TimeSpan.FromSeconds(2.0 / requestsPerSecond),
        Margin = TimeSpan.FromSeconds(2.0 / requestsPerSecond / 50),
        Settle = TimeSpan.Zero,
        HeadersTimeout = TimeSpan.FromMinutes(1),
        RateLimitPause = (TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(0.5)),
        Recovery = TimeSpan.FromSeconds(20),
    };
}
