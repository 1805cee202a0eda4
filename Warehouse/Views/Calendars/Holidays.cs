using NodaTime;

namespace Dixa.Warehouse.Views.Calendars;

/// <summary>The dates of holidays that move, by the names that schedules use.</summary>
/// <remarks>
/// The vendor publishes no list of the names: ChristmasEve stands in a sample of its documents. Known here are those that go by Easter Sunday, and
/// those that are the n-th weekday of a month. Case, spaces and punctuation don't count.
/// </remarks>
public static class Holidays
{
    /// <summary>Days from Easter Sunday.</summary>
    private static int? FromEaster(string key) => key switch
    {
        "shrovemonday" => -48,
        "mardigras" or "shrovetuesday" => -47,
        "ashwednesday" => -46,
        "palmsunday" => -7,
        "maundythursday" or "holythursday" => -3,
        "goodfriday" => -2,
        "holysaturday" or "eastersaturday" => -1,
        "easter" or "eastersunday" => 0,
        "eastermonday" => 1,
        "greatprayerday" or "generalprayerday" => 26,
        "ascension" or "ascensionday" or "ascensionthursday" => 39,
        "whitsunday" or "pentecost" or "pentecostsunday" => 49,
        "whitmonday" or "pentecostmonday" => 50,
        "corpuschristi" => 60,
        _ => null,
    };

    /// <summary>The n-th weekday of a month; -1 for the last one.</summary>
    private static (int Month, IsoDayOfWeek Day, int Number)? ByWeekday(string key) => key switch
    {
        "martinlutherkingday" => (1, IsoDayOfWeek.Monday, 3),
        "presidentsday" => (2, IsoDayOfWeek.Monday, 3),
        "earlymaybankholiday" => (5, IsoDayOfWeek.Monday, 1),
        "memorialday" or "springbankholiday" => (5, IsoDayOfWeek.Monday, -1),
        "summerbankholiday" => (8, IsoDayOfWeek.Monday, -1),
        "laborday" => (9, IsoDayOfWeek.Monday, 1),
        "columbusday" => (10, IsoDayOfWeek.Monday, 2),
        "thanksgiving" or "thanksgivingday" => (11, IsoDayOfWeek.Thursday, 4),
        _ => null,
    };

    private static (int Month, int Day)? Fixed(string key) => key switch
    {
        "newyear" or "newyearsday" => (1, 1),
        "epiphany" => (1, 6),
        "christmaseve" => (12, 24),
        "christmas" or "christmasday" => (12, 25),
        "boxingday" or "secondchristmasday" => (12, 26),
        "newyearseve" => (12, 31),
        _ => null,
    };

    /// <summary>The date in a year; null for a name that is not known.</summary>
    public static LocalDate? DateOf(string name, int year)
    {
        var key = string.Concat(name.Where(char.IsAsciiLetter).Select(char.ToLowerInvariant));
        return FromEaster(key) is { } days ? EasterOf(year).PlusDays(days)
            : Fixed(key) is var (month, day) ? new LocalDate(year, month, day)
            : ByWeekday(key) is { } rule ? WeekdayOf(year, rule.Month, rule.Day, rule.Number)
            : null;
    }

    /// <summary>Easter Sunday of the Gregorian calendar, by the anonymous algorithm of Meeus, Jones and Butcher.</summary>
    public static LocalDate EasterOf(int year)
    {
        var (century, rest) = (year / 100, year % 100);
        var golden = year % 19;
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - epact - (rest % 4)) % 7;
        var shift = (golden + (11 * epact) + (22 * weekday)) / 451;
        var sum = epact + weekday - (7 * shift) + 114;
        return new LocalDate(year, sum / 31, (sum % 31) + 1);
    }

    private static LocalDate WeekdayOf(int year, int month, IsoDayOfWeek day, int number)
    {
        if (number < 0)
        {
            var last = new LocalDate(year, month, 1).PlusMonths(1).PlusDays(-1);
            return last.DayOfWeek == day ? last : last.Previous(day);
        }

        var first = new LocalDate(year, month, 1);
        first = first.DayOfWeek == day ? first : first.Next(day);
        return first.PlusWeeks(number - 1);
    }
}
