using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Makes the business hours: a full schedule, a round-the-clock one, and one that nobody filled in.</summary>
public static class ScheduleGenerator
{
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

    private static readonly OpenInterval[] Office = [new("08:00", "12:00"), new("12:30", "16:30")];

    public static IEnumerable<Schedule> Generate(RandomSource aside, DateTimeOffset now)
    {
        var year = now.UtcDateTime.Year;
        var monday = new DateOnly(year, 1, 1).AddDays(7 - (((int)new DateOnly(year, 1, 1).DayOfWeek + 6) % 7));
        return
        [
            new(aside.NextId(), "Office", "Europe/Copenhagen")
            {
                Regular = [.. Days.Select((day, index) => new RegularHours(day, index + 1, Office, monday.AddDays(index)))],
                Exceptions =
                [
                    new("New Year", IsHoliday: true, [], new DateOnly(year, 1, 1))
                    {
                        Recurrence = new Recurrence(1, 1, null), NextDate = new DateOnly(year + 1, 1, 1),
                    },
                    new("Juleaften", IsHoliday: true, [new("08:00", "12:00")], new DateOnly(year - 2, 12, 24))
                    {
                        Recurrence = new Recurrence(24, 12, "ChristmasEve"), NextDate = new DateOnly(year, 12, 24),
                    },
                    new("Påske", IsHoliday: true, [], new DateOnly(year, 4, 20)) { Recurrence = new Recurrence(null, null, "EasterSunday") },
                    new("Black Friday", IsHoliday: false, [new("07:00", "22:00")], new DateOnly(year, 11, 28)),
                ],
            },
            new(aside.NextId(), "Hotline 24/7 ☎️", "America/New_York")
            {
                Regular = [new RegularHours("Every day", null, [new("00:00", "23:59")], monday), new RegularHours("Sunday", 7, [], monday.AddDays(6))],
                Exceptions =
                [
                    new("Thanksgiving", IsHoliday: true, [new("10:00", "14:00")], new DateOnly(year, 11, 26)) { Recurrence = new Recurrence(null, 11, "Thanksgiving") },
                ],
            },
            new(aside.NextId(), "Unused ", "Etc/UTC"),
        ];
    }
}
