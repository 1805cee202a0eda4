namespace Dixa.Simulator.Data;

/// <summary>A sentence of a call's transcript; from the begin of the call, in milliseconds.</summary>
public sealed record Utterance(string Text, long StartMs, long EndMs);
