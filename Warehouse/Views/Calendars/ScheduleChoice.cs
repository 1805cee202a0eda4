using NodaTime;

namespace Dixa.Warehouse.Views.Calendars;

/// <summary>Which schedules count, and which days are reported.</summary>
/// <param name="Schedules">Those that have hours.</param>
/// <param name="Default">The one of conversations whose queue has none of its own; null where there is none, or nobody said which.</param>
/// <param name="OfQueues">The schedules of queues, by the queue's id.</param>
public sealed record ScheduleChoice(IReadOnlyList<Schedule> Schedules, Schedule? Default, IReadOnlyDictionary<string, Schedule> OfQueues, DateTimeZone Zone)
{
    /// <summary>Chooses.</summary>
    /// <param name="queues">Ids and names of queues.</param>
    /// <param name="wanted">Of queues, by id or name, the schedules by id or name: what the user wrote into <c>queue_schedules</c>.</param>
    /// <param name="warnings">Takes what the user has to know, as sentences.</param>
    /// <exception cref="WarehouseException">A setting names something that is not there.</exception>
    public static ScheduleChoice Make(IReadOnlyList<Schedule> all, ViewSettings settings, IReadOnlyList<(string Id, string? Name)> queues, IReadOnlyList<(string Queue, string Schedule)> wanted, ICollection<string> warnings)
    {
        var schedules = all.Where(schedule => schedule.HasHours).OrderBy(schedule => schedule.Name, StringComparer.Ordinal).ToList();
        foreach (var (schedule, holiday) in schedules.SelectMany(schedule => OpeningHours.UnknownHolidays(schedule).Select(holiday => (schedule, holiday))))
        {
            warnings.Add($"The schedule {schedule.Name.Trim()} has a holiday {holiday}, whose date is not known here: it counts on the dates that Dixa gives, and in no other year.");
        }

        var chosen = DefaultOf(schedules, settings, warnings);
        var ofQueues = new Dictionary<string, Schedule>();
        foreach (var (queue, name) in wanted)
        {
            var ids = queues.Where(each => each.Id == queue || each.Name?.Trim() == queue.Trim()).Select(each => each.Id).DefaultIfEmpty(queue);
            if (Find(schedules, name) is not { } schedule)
            {
                warnings.Add($"The table queue_schedules names a schedule {name}, which there is not: {Names(schedules)}.");
                continue;
            }

            foreach (var id in ids)
            {
                ofQueues[id] = schedule;
            }
        }

        return new ScheduleChoice(schedules, chosen, ofQueues, ZoneOf(settings, chosen, schedules));
    }

    private static Schedule? DefaultOf(List<Schedule> schedules, ViewSettings settings, ICollection<string> warnings)
    {
        if (settings.BusinessHours is { } name)
        {
            if (Find(schedules, name) is { } found)
            {
                return found;
            }

            warnings.Add($"The setting business_hours names a schedule {name}, which there is not: {Names(schedules)}. Business hours are NULL.");
            return null;
        }

        if (schedules.Count > 1)
        {
            warnings.Add($"There are several schedules: {Names(schedules)}. Business hours are NULL until the setting business_hours names the one that counts, or the table queue_schedules those of queues.");
        }

        return schedules is [var only] ? only : null;
    }

    private static Schedule? Find(List<Schedule> schedules, string name) => schedules.Find(schedule => schedule.Id == name || schedule.Name.Trim() == name.Trim());

    private static string Names(List<Schedule> schedules) => schedules.Count == 0 ? "there is none with hours" : string.Join(", ", schedules.Select(schedule => schedule.Name.Trim()));

    private static DateTimeZone ZoneOf(ViewSettings settings, Schedule? chosen, List<Schedule> schedules)
    {
        if (settings.TimeZone is { } name)
        {
            return DateTimeZoneProviders.Tzdb.GetZoneOrNull(name)
                ?? throw WarehouseException.Configuration($"The setting timezone has to be a name of the IANA time zone database, such as Europe/Copenhagen, not {name}.");
        }

        // Dixa tells no time zone of the organisation but those of its schedules.
        return chosen?.Zone ?? (schedules.Select(schedule => schedule.Zone.Id).Distinct().ToList() is [_] ? schedules[0].Zone : DateTimeZone.Utc);
    }
}
