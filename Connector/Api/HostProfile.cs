namespace Dixa.Connector.Api;

/// <summary>What differs between Dixa's two hosts: names, limits, how long an answer may take.</summary>
public sealed record HostProfile
{
    /// <summary>How messages call it.</summary>
    public required string Name { get; init; }

    /// <summary>Requests that may go in any <see cref="Span"/>.</summary>
    public required int Limit { get; init; }

    public required TimeSpan Span { get; init; }

    /// <summary>What <see cref="Span"/> is lengthened by.</summary>
    public required TimeSpan Margin { get; init; }

    /// <summary>The longest that a request is expected to be on its way.</summary>
    public required TimeSpan Settle { get; init; }

    /// <summary>How long the headers of an answer may take.</summary>
    public required TimeSpan HeadersTimeout { get; init; }

    /// <summary>How long to wait after a 429 without <c>Retry-After</c>: a random time between the two.</summary>
    public required (TimeSpan Least, TimeSpan Most) RateLimitPause { get; init; }

    /// <summary>How long the pace takes from a standstill back to the full rate after refusals; zero where they do not slow it.</summary>
    public TimeSpan Recovery { get; init; }

    /// <summary>What a user can do about answers that are too long or too slow; a sentence with a space before it, or nothing.</summary>
    public string AdviceOnSize { get; init; } = "";

    /// <summary>10 requests in any minute, counted over both endpoints; long windows are put together before the first byte comes.</summary>
    /// <remarks>Where answers come at once, margin and settling cost next to nothing; where they take long, 5 % of the rate.</remarks>
    public static HostProfile Exports(int requestsPerMinute) => new()
    {
        Name = "Exports API",
        Limit = requestsPerMinute,
        Span = TimeSpan.FromMinutes(1),
        Margin = TimeSpan.FromMilliseconds(100),
        Settle = TimeSpan.FromSeconds(2.5),
        HeadersTimeout = TimeSpan.FromMinutes(5),
        RateLimitPause = (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(62)),
        AdviceOnSize = " A smaller window_days makes its answers shorter.",
    };

    /// <summary>10 requests a second with bursts of up to 4.</summary>
    /// <remarks>
    /// Two in a fifth of a second is the same rate; half of the burst is left to the network, which may bring requests
    /// together that were sent apart. The margin costs 2 % of the rate. Pause and recovery were found by simulation: two to
    /// eight connectors on one token get 96 to 99 % of the limit, at three refusals for ten answers with four of them.
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
