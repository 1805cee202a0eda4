namespace Dixa.Connector.Api;

/// <summary>A request's place within the rate limit.</summary>
/// <param name="Index">Where the rate limiter keeps it.</param>
/// <param name="ArrivedAt">When the request is taken to have arrived, since the rate limiter's start.</param>
/// <param name="Waited">How long the place was waited for.</param>
public readonly record struct RateLease(int Index, TimeSpan ArrivedAt, TimeSpan Waited);
