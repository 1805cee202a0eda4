namespace Dixa.Simulator.Data.Hours;

/// <summary>A day of every year: by its date, or by the name of a holiday whose date moves.</summary>
public sealed record Recurrence(int? DayOfMonth, int? MonthOfYear, string? Holiday);
