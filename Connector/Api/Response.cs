namespace Dixa.Connector.Api;

/// <summary>A response of Dixa whose headers have arrived. The caller reads its body; <see cref="ApiHost{TApi}"/> disposes it.</summary>
/// <param name="AskedAt">Dixa's time when the request was sent, or slightly earlier. Later changes may be missing from the response.</param>
/// <param name="HeadersTook">The time from the request to the response's headers.</param>
public sealed record Response(BodyStream Body, DateTimeOffset AskedAt, TimeSpan HeadersTook);
