namespace Dixa.Simulator.Http;

/// <summary>A request as it came in and what it was answered; status 0 while, or because, it got no answer.</summary>
/// <param name="Authorized">Whether it bore a token that its API takes; entered with the status.</param>
/// <param name="Bytes">What was written of the body.</param>
public sealed record LoggedRequest(
    string Method, string Path, string Query, DateTimeOffset ArrivedAt, bool Authorized = false, int Status = 0, long Bytes = 0);
