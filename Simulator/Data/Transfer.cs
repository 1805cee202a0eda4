namespace Dixa.Simulator.Data;

/// <summary>A call handed to somebody outside, who is null once erased; the time in epoch milliseconds.</summary>
public sealed record Transfer(string? Name, string? Number, long AtMs);
