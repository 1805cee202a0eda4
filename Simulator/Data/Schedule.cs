namespace Dixa.Simulator.Data;

/// <summary>Business hours; null lists are those that the API leaves out.</summary>
public sealed record Schedule(Guid Id, string Name, string TimeZone) : IIdentified
{
    public IReadOnlyList<RegularHours>? Regular { get; init; }

    public IReadOnlyList<ExceptionalHours>? Exceptions { get; init; }
}

/// <summary>The hours of a day of the week, which is 1 for Monday and null for every day; closed without intervals.</summary>
public sealed record RegularHours(string Name, int? DayOfWeek, IReadOnlyList<OpenInterval> Intervals, DateOnly StartDate);

/// <summary>The hours of a day that is unlike others; closed without intervals.</summary>
public sealed record ExceptionalHours(string Name, bool IsHoliday, IReadOnlyList<OpenInterval> Intervals, DateOnly StartDate)
{
    public Recurrence? Recurrence { get; init; }

    public DateOnly? NextDate { get; init; }
}

/// <summary>A day of every year: by its date, or by the name of a holiday whose date moves.</summary>
public sealed record Recurrence(int? DayOfMonth, int? MonthOfYear, string? Holiday);

/// <summary>Local times as hours and minutes.</summary>
public sealed record OpenInterval(string StartTime, string EndTime);
