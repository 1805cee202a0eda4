using Dixa.Probe.Wire;

namespace Dixa.Probe.Observed;

/// <summary>The use of a page's key.</summary>
/// <param name="Age">Since the key came.</param>
/// <param name="Fingerprint">Of the page's rows, to compare the pages of one key.</param>
public sealed record PageKeyUse(Answer Answer, TimeSpan Age, string Fingerprint);
