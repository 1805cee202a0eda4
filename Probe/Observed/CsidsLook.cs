using Dixa.Probe.Wire;

namespace Dixa.Probe.Observed;

/// <summary>What a request for conversations by their numbers came back with.</summary>
/// <param name="Asked">How many numbers it named.</param>
/// <param name="Admitted">How many of them the times beside them admit; all without times.</param>
/// <param name="Returned">How many rows came.</param>
public sealed record CsidsLook(Answer Answer, int Asked, int Admitted, int Returned);
