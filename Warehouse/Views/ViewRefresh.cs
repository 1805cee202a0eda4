using System.Globalization;
using Dixa.Warehouse.Views.Calendars;
using Dixa.Warehouse.Views.Inputs;
using NodaTime;

namespace Dixa.Warehouse.Views;

/// <summary>Makes the views, and brings what they read up to date with the streams' tables. A reader sees what was before, or all that is new.</summary>
/// <remarks>
/// What is known of a conversation is computed from its rows alone, and only for those whose rows have changed since the last time. All are computed
/// anew when something else has: the definitions, the schedules, the settings, a table's columns, or which refresh a table is of.
/// </remarks>
public sealed class ViewRefresh(ViewDatabase database, ViewSettings settings, DateTimeOffset now)
{
    /// <summary>Rows bear the time at which their transaction was begun. One that took longer than this would be missed until its conversation changes again.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    private readonly List<string> _warnings = [];

    /// <summary>Carries it out.</summary>
    /// <returns>What was done; null where there is no table of conversations, so that there is nothing to show.</returns>
    /// <exception cref="WarehouseException">The database refuses, or a setting is wrong.</exception>
    public ViewReport? Run()
    {
        ViewReport? report = null;
        database.Commit(() => report = Refresh());
        return report;
    }

    private ViewReport? Refresh()
    {
        var inputs = new InputTables(database);
        if (!inputs.IsDixa)
        {
            return null;
        }

        inputs.MakeViews();
        var definitions = new ViewDefinitions(database, now);
        var isNew = definitions.MakeTables();
        var choice = Choose();
        var signature = Sign(choice, inputs);
        var committedMs = inputs.CommittedMs();
        var firstMs = isNew ? null : FindChanges(signature, inputs);
        if (firstMs is null)
        {
            firstMs = BeginAnew(choice);
        }

        Compute(choice, inputs);
        Save(choice, signature, committedMs, firstMs, inputs);
        definitions.PutViews();
        inputs.DropViews();
        _warnings.AddRange(inputs.Lacks());
        return new ViewReport(Count("_conversation_facts"), Count("_read"), choice.Zone.Id, choice.Default?.Name, _warnings);
    }

    private ScheduleChoice Choose()
    {
        var schedules = new List<Schedule>();
        foreach (var row in Definitions())
        {
            if (ScheduleParser.Parse((string)row[0]!, (string?)row[1] ?? (string)row[0]!, (string?)row[2], out var problem) is { } schedule)
            {
                schedules.Add(schedule);
            }
            else
            {
                _warnings.Add(problem!);
            }
        }

        var queues = database.Query("SELECT id, name FROM in_queues WHERE id IS NOT NULL ORDER BY id").Select(row => ((string)row[0]!, (string?)row[1])).ToList();
        var wanted = database.Query("SELECT queue, schedule FROM queue_schedules ORDER BY queue").Select(row => ((string)row[0]!, (string)row[1]!)).ToList();
        return ScheduleChoice.Make(schedules, settings, queues, wanted, _warnings);
    }

    private IReadOnlyList<object?[]> Definitions() => database.Query("SELECT id, name, CAST(definition AS text) FROM in_business_hours_schedules WHERE id IS NOT NULL ORDER BY id");

    /// <summary>What has to be the same for the rows of conversations to be what they were. The days go on to the end of next year.</summary>
    private string Sign(ScheduleChoice choice, InputTables inputs) => ViewDefinitions.Hash(string.Join(
        '\n',
        ViewScripts.Definition(database.Dialect),
        choice.Zone.Id,
        DateTimeZoneProviders.Tzdb.VersionId,
        now.UtcDateTime.Year.ToString(CultureInfo.InvariantCulture),
        choice.Default?.Id,
        string.Join(',', choice.OfQueues.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Key}={each.Value.Id}")),
        string.Join('\n', Definitions().Select(row => string.Join('|', row))),
        inputs.Describe()));

    /// <summary>Puts conversations whose rows have changed, or are gone, into <c>_changed</c>.</summary>
    /// <returns>The time of the first conversation; null where all have to be computed anew.</returns>
    private long? FindChanges(string signature, InputTables inputs)
    {
        database.Execute("CREATE TEMP TABLE _changed (id bigint PRIMARY KEY)");
        if (!inputs.TellChanges || database.Query("SELECT signature, read_until_ms, first_ms FROM _views_state") is not [[string known, { } until, { } first]] || known != signature)
        {
            return null;
        }

        var since = DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(until, CultureInfo.InvariantCulture)) - Margin;
        const string Gone = "SELECT f.conversation_id FROM _conversation_facts AS f WHERE NOT EXISTS (SELECT 1 FROM in_conversations AS c WHERE c.id = f.conversation_id)";
        database.Execute($"INSERT INTO _changed SELECT id FROM (SELECT NULL AS id UNION {string.Join(" UNION ", inputs.Changed(since).Append(Gone))}) AS each WHERE id IS NOT NULL");
        database.Analyze("_changed");
        var firstMs = Convert.ToInt64(first, CultureInfo.InvariantCulture);
        var earlier = database.Number("SELECT min(c.created_ms) FROM _changed CROSS JOIN in_conversations AS c WHERE c.id = _changed.id");
        return earlier is { } ms && ms < firstMs && database.Number("SELECT min(begins_ms) FROM _days") > ms ? null : Math.Min(firstMs, earlier ?? firstMs);
    }

    /// <summary>Fills the calendars, empties what was computed, and has all conversations computed.</summary>
    /// <returns>The time of the first conversation.</returns>
    private long BeginAnew(ScheduleChoice choice)
    {
        database.Execute("CREATE TEMP TABLE IF NOT EXISTS _changed (id bigint PRIMARY KEY)");
        database.Execute(ViewDefinitions.Computed(database.Dialect).Select(table => $"DELETE FROM {table}"));
        database.Execute("DELETE FROM _changed");
        database.Execute("INSERT INTO _changed SELECT id FROM in_conversations WHERE id IS NOT NULL");
        database.Analyze("_changed");
        var firstMs = database.Number("SELECT min(created_ms) FROM in_conversations") ?? now.ToUnixTimeMilliseconds();
        new CalendarTables(database).Fill(choice, firstMs, now);
        return firstMs;
    }

    private void Compute(ScheduleChoice choice, InputTables inputs)
    {
        database.Execute("CREATE TEMP TABLE _queue_schedules (queue_id text PRIMARY KEY, schedule_id text)");
        database.Insert("_queue_schedules", choice.OfQueues.Select(each => $"{ViewDatabase.Literal(each.Key)}, {ViewDatabase.Literal(each.Value.Id)}"));
        database.Execute("CREATE TEMP TABLE _inputs (has_messages boolean, has_activities boolean, default_schedule text)");
        database.Insert("_inputs", [$"{Truth(inputs.Has(InputStream.Messages))}, {Truth(inputs.Has(InputStream.Activities))}, {ViewDatabase.Literal(choice.Default?.Id)}"]);
        database.Execute(ViewScripts.Statements(database.Dialect, ViewScripts.Refresh));
    }

    private void Save(ScheduleChoice choice, string signature, long? committedMs, long? firstMs, InputTables inputs)
    {
        var nowMs = now.ToUnixTimeMilliseconds();
        database.Execute("DELETE FROM _views_state");
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO _views_state (as_of_ms, as_of_day, first_day, timezone, business_hours, signature, read_until_ms, first_ms, has_messages, has_activities)
            SELECT {nowMs}, (SELECT number FROM _days WHERE begins_ms <= {nowMs} ORDER BY begins_ms DESC LIMIT 1), (SELECT min(created_day) FROM _conversation_facts), {ViewDatabase.Literal(choice.Zone.Id)},
              {ViewDatabase.Literal(choice.Default?.Name)}, {ViewDatabase.Literal(signature)}, {committedMs?.ToString(CultureInfo.InvariantCulture) ?? "NULL"}, {firstMs}, {Truth(inputs.Has(InputStream.Messages))}, {Truth(inputs.Has(InputStream.Activities))}
            """));
    }

    private static string Truth(bool value) => value ? "true" : "false";

    private long Count(string table) => database.Number($"SELECT count(*) FROM {table}") ?? 0;
}
