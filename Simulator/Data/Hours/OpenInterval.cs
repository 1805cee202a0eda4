namespace Dixa.Simulator.Data.Hours;

/// <summary>Local times as hours and minutes.</summary>
public sealed record OpenInterval(string StartTime, string EndTime);
