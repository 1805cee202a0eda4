namespace Dixa.Simulator.Data.Hours;

/// <summary>The hours of a day that is unlike others; closed without intervals.</summary>
public sealed record ExceptionalHours(string Name, bool IsHoliday, IReadOnlyList<OpenInterval> Intervals, DateOnly StartDate)
{
    public Recurrence? Recurrence { get; init; }

    public DateOnly? NextDate { get; init; }
}
