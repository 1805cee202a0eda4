namespace Dixa.Connector.Api;

/// <summary>The permission to send one request within the rate limit.</summary>
/// <param name="Index">Its slot in the rate limiter.</param>
/// <param name="ArrivedAt">The assumed arrival of the request, as time since the rate limiter's start.</param>
/// <param name="Waited">How long the request waited for the lease.</param>
public readonly record struct RateLease(int Index, TimeSpan ArrivedAt, TimeSpan Waited);
