using Dixa.Probe.Observed;

namespace Dixa.Probe.Facts;

/// <summary>Something about Dixa that nobody has published, which a look at an account can settle.</summary>
/// <param name="Id">Its name in the report and in <c>docs/facts.md</c>.</param>
/// <param name="Assumed">What the connector takes it to be.</param>
/// <param name="Otherwise">What follows if it is not so: how the connector behaves then, and what to do.</param>
/// <param name="Judge">Looks at what has been seen so far.</param>
public sealed record Fact(string Id, string Question, string Assumed, string Otherwise, Func<Observations, Judgement> Judge);
