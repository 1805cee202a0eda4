using System.Globalization;
using Dixa.Simulator.Data;

namespace Dixa.Warehouse.Views.Oracle;

/// <summary>
/// Time as the clock on the wall shows it, found the other way round than the views do: minute by minute, from UTC to local time, with the operating
/// system's time zones.
/// </summary>
public sealed class WallClock
{
    private const long MinuteMs = 60_000;

    private readonly TimeZoneInfo _zone;
    private readonly long _startMs;

    /// <summary>How many minutes were open before each minute.</summary>
    private readonly int[] _openBefore;

    private readonly bool[] _isOpen;

    /// <param name="schedule">Whose hours count.</param>
    /// <param name="reporting">Whose days are reported.</param>
    public WallClock(Schedule schedule, string reporting, DateTimeOffset from, DateTimeOffset to)
    {
        _zone = TimeZoneInfo.FindSystemTimeZoneById(reporting);
        var local = TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone);
        _startMs = from.ToUnixTimeMilliseconds();
        var minutes = (int)((to - from).TotalMinutes + 1);
        (_openBefore, _isOpen) = (new int[minutes + 1], new bool[minutes]);
        for (var minute = 0; minute < minutes; minute++)
        {
            _isOpen[minute] = IsOpen(schedule, TimeZoneInfo.ConvertTimeFromUtc(from.UtcDateTime.AddMinutes(minute), local));
            _openBefore[minute + 1] = _openBefore[minute] + (_isOpen[minute] ? 1 : 0);
        }
    }

    /// <summary>Open milliseconds from one time to a later one; none from a later to an earlier one.</summary>
    public long OpenMs(long fromMs, long toMs) => toMs <= fromMs ? 0 : OpenMs(toMs) - OpenMs(fromMs);

    public DateOnly DayOf(long ms) => DateOnly.FromDateTime(LocalOf(ms));

    public int HourOf(long ms) => LocalOf(ms).Hour;

    /// <summary>The first millisecond of a date: of all that are of it, the earliest.</summary>
    public long BeginOf(DateOnly date)
    {
        var ms = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds() - (15 * 60 * MinuteMs);
        while (DayOf(ms) < date)
        {
            ms += MinuteMs;
        }

        return ms;
    }

    private long OpenMs(long ms)
    {
        var minute = (int)((ms - _startMs) / MinuteMs);
        return (_openBefore[minute] * MinuteMs) + (_isOpen[minute] ? (ms - _startMs) % MinuteMs : 0);
    }

    private DateTime LocalOf(long ms) => TimeZoneInfo.ConvertTimeFromUtc(DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime, _zone);

    private static bool IsOpen(Schedule schedule, DateTime local)
    {
        var date = DateOnly.FromDateTime(local);
        var exception = (schedule.Exceptions ?? []).Where(each => IsOn(each, date)).OrderBy(each => each.StartDate).LastOrDefault();
        var ofDay = (schedule.Regular ?? []).Where(each => each.DayOfWeek == (((int)local.DayOfWeek + 6) % 7) + 1).ToList();
        var regular = ofDay.Count > 0 ? ofDay : [.. (schedule.Regular ?? []).Where(each => each.DayOfWeek is null)];
        var intervals = exception?.Intervals ?? [.. regular.SelectMany(each => each.Intervals)];
        var time = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return intervals.Any(each => string.CompareOrdinal(each.StartTime, time) <= 0 && string.CompareOrdinal(time, each.EndTime) < 0);
    }

    /// <summary>The organisation's own holidays: by date, or those that it names, looked up in a calendar.</summary>
    private static bool IsOn(ExceptionalHours each, DateOnly date) => date == each.StartDate || date == each.NextDate || (date >= each.StartDate && each.Recurrence switch
    {
        { DayOfMonth: { } day, MonthOfYear: { } month } => date.Day == day && date.Month == month,
        { Holiday: "EasterSunday" } => date == new DateOnly(2024, 3, 31) || date == new DateOnly(2025, 4, 20) || date == new DateOnly(2026, 4, 5),
        { Holiday: "Thanksgiving" } => date == new DateOnly(2024, 11, 28) || date == new DateOnly(2025, 11, 27) || date == new DateOnly(2026, 11, 26),
        _ => false,
    });
}
