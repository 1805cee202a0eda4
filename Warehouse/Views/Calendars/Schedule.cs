using NodaTime;

namespace Dixa.Warehouse.Views.Calendars;

/// <summary>A schedule of business hours, as the stream <c>business_hours_schedules</c> has it.</summary>
/// <param name="Zone">The zone that all its times are in.</param>
public sealed record Schedule(string Id, string Name, DateTimeZone Zone, IReadOnlyList<RegularHours> Regular, IReadOnlyList<ExceptionalHours> Exceptions)
{
    /// <summary>Whether it is open at all: a schedule that nobody has filled in is not.</summary>
    public bool HasHours => Regular.Any(rule => rule.IsOpen) || Exceptions.Any(rule => rule.IsOpen);
}

/// <summary>The hours of a day of the week.</summary>
/// <param name="DayOfWeek">Null for every day that has no hours of its own.</param>
/// <param name="Intervals">Empty for the whole day.</param>
/// <param name="Start">The date that the rule gives; null where it gives none.</param>
public sealed record RegularHours(IsoDayOfWeek? DayOfWeek, bool IsOpen, IReadOnlyList<LocalInterval> Intervals, LocalDate? Start);

/// <summary>The hours of a date that is unlike others.</summary>
/// <param name="Intervals">Empty for the whole day.</param>
/// <param name="Start">Its date; the first one if it comes again.</param>
/// <param name="Next">The date on which it comes next.</param>
/// <param name="Recurrence">Null where it doesn't come again.</param>
public sealed record ExceptionalHours(bool IsOpen, IReadOnlyList<LocalInterval> Intervals, LocalDate? Start, LocalDate? Next, Recurrence? Recurrence);

/// <summary>A date of every year: by day and month, or by the name of a holiday whose date moves.</summary>
public sealed record Recurrence(int? Day, int? Month, string? Holiday);

/// <summary>A part of a day, in minutes from midnight; one that goes on past midnight ends after 1440.</summary>
public readonly record struct LocalInterval(int StartMinute, int EndMinute)
{
    public const int MinutesOfDay = 1440;

    public static LocalInterval WholeDay { get; } = new(0, MinutesOfDay);
}
