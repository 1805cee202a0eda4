using NodaTime;

namespace Dixa.Warehouse.Views.Calendars;

/// <summary>The dates of holidays that move, by the names that schedules use.</summary>
/// <remarks>
/// The vendor publishes no list of the names: ChristmasEve stands in a sample of its documents. Known here are those that go by Easter Sunday, and
/// those that are the n-th weekday of a month. Case, spaces and punctuation don't count.
/// </remarks>
public static class Holidays
{
    private static readonly Dictionary<string, int> FromEaster = new()
    {
        ["shrovemonday"] = -48, ["mardigras"] = -47, ["shrovetuesday"] = -47, ["ashwednesday"] = -46, ["palmsunday"] = -7, ["maundythursday"] = -3, ["holythursday"] = -3,
        ["goodfriday"] = -2, ["holysaturday"] = -1, ["eastersaturday"] = -1, ["easter"] = 0, ["eastersunday"] = 0, ["eastermonday"] = 1, ["greatprayerday"] = 26, ["generalprayerday"] = 26,
        ["ascension"] = 39, ["ascensionday"] = 39, ["ascensionthursday"] = 39, ["whitsunday"] = 49, ["pentecost"] = 49, ["pentecostsunday"] = 49, ["whitmonday"] = 50, ["pentecostmonday"] = 50, ["corpuschristi"] = 60,
    };

    /// <summary>The n-th weekday of a month; -1 for the last one.</summary>
    private static readonly Dictionary<string, (int Month, IsoDayOfWeek Day, int Number)> ByWeekday = new()
    {
        ["martinlutherkingday"] = (1, IsoDayOfWeek.Monday, 3), ["presidentsday"] = (2, IsoDayOfWeek.Monday, 3), ["memorialday"] = (5, IsoDayOfWeek.Monday, -1),
        ["laborday"] = (9, IsoDayOfWeek.Monday, 1), ["columbusday"] = (10, IsoDayOfWeek.Monday, 2), ["thanksgiving"] = (11, IsoDayOfWeek.Thursday, 4),
        ["thanksgivingday"] = (11, IsoDayOfWeek.Thursday, 4), ["earlymaybankholiday"] = (5, IsoDayOfWeek.Monday, 1), ["springbankholiday"] = (5, IsoDayOfWeek.Monday, -1),
        ["summerbankholiday"] = (8, IsoDayOfWeek.Monday, -1),
    };

    private static readonly Dictionary<string, (int Month, int Day)> Fixed = new()
    {
        ["newyear"] = (1, 1), ["newyearsday"] = (1, 1), ["epiphany"] = (1, 6), ["christmaseve"] = (12, 24), ["christmas"] = (12, 25), ["christmasday"] = (12, 25),
        ["boxingday"] = (12, 26), ["secondchristmasday"] = (12, 26), ["newyearseve"] = (12, 31),
    };

    /// <summary>The date in a year; null for a name that is not known.</summary>
    public static LocalDate? DateOf(string name, int year)
    {
        var key = string.Concat(name.Where(char.IsAsciiLetter).Select(char.ToLowerInvariant));
        if (FromEaster.TryGetValue(key, out var days))
        {
            return EasterOf(year).PlusDays(days);
        }

        if (Fixed.TryGetValue(key, out var date))
        {
            return new LocalDate(year, date.Month, date.Day);
        }

        return ByWeekday.TryGetValue(key, out var rule) ? WeekdayOf(year, rule.Month, rule.Day, rule.Number) : null;
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
