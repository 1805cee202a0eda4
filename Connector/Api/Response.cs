namespace Dixa.Connector.Api;

/// <summary>An answer of Dixa whose headers have come. Who asked for it reads its body; <see cref="ApiHost{TApi}"/> disposes it.</summary>
/// <param name="AskedAt">Dixa's time when it was asked, or a little earlier: what happened there from then on may be missing.</param>
/// <param name="HeadersTook">How long the answer took to begin.</param>
public sealed record Response(BodyStream Body, DateTimeOffset AskedAt, TimeSpan HeadersTook);
