namespace Dixa.Probe.Facts;

/// <summary>A fact and what was found out about it.</summary>
public sealed record Finding(Fact Fact, Judgement Judgement);
