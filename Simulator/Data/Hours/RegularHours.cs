namespace Dixa.Simulator.Data.Hours;

/// <summary>The hours of a day of the week, which is 1 for Monday and null for every day; closed without intervals.</summary>
public sealed record RegularHours(string Name, int? DayOfWeek, IReadOnlyList<OpenInterval> Intervals, DateOnly StartDate);
