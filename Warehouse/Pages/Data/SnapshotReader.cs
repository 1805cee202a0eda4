using System.Data.Common;
using System.Globalization;
using Dixa.Warehouse.Stores;

namespace Dixa.Warehouse.Pages.Data;

/// <summary>Reads what the page is made of, from the tables that a refresh of the views writes. The same statements do for both databases.</summary>
/// <remarks>What a time or a day is, is decided there. Here nothing but counting, adding and sorting is left, so that any filter is answered at once.</remarks>
public static class SnapshotReader
{
    /// <summary>How far back the page looks: thirteen months, and a period before to compare with.</summary>
    public const int MostDays = 396;

    /// <summary>What has changed since the last look costs two rows to find out.</summary>
    public static Freshness? ReadFreshness(PageDatabase database)
    {
        Freshness? freshness = null;
        if (!database.Has("_views_state"))
        {
            throw new MissingTablesException($"{database.Description} has no views yet.");
        }

        database.ForEach(
            "SELECT as_of_ms, as_of_day, first_day, timezone, business_hours, has_messages, has_activities FROM _views_state",
            row => freshness = new Freshness(row.GetInt64(0), row.GetInt32(1), Day(row, 2), row.GetString(3), Text(row, 4), row.GetBoolean(5), row.GetBoolean(6), null));
        return freshness is null ? null : freshness with { LastRun = ReadLastRun(database) };
    }

    public static Snapshot? Read(PageDatabase database)
    {
        if (ReadFreshness(database) is not { } freshness)
        {
            return null;
        }

        var horizon = Math.Max(0, freshness.AsOfDay - MostDays);
        var clock = new WallClock();
        database.ForEach(Sql($"SELECT begins_ms, day_number, hour FROM _hours WHERE day_number >= {horizon} AND day_number <= {freshness.AsOfDay + 1} ORDER BY begins_ms"), row => clock.Add(row.GetInt64(0), row.GetInt32(1), row.GetInt32(2)));
        var snapshot = new Snapshot { Freshness = freshness, Clock = clock };
        ReadNames(database, snapshot);
        var rows = ReadConversations(database, snapshot, horizon);
        ReadRest(database, snapshot, horizon, rows);
        snapshot.Trim();
        return snapshot;
    }

    private static LastRun? ReadLastRun(PageDatabase database)
    {
        LastRun? run = null;
        if (database.Has("_sync_runs"))
        {
            database.ForEach(
                "SELECT status, began_at, ended_at, records, error FROM _sync_runs WHERE ended_at IS NOT NULL ORDER BY id DESC LIMIT 1",
                row => run = new LastRun(row.GetString(0), Time(row, 1), Time(row, 2), row.GetInt64(3), Text(row, 4)));
        }

        return run;
    }

    private static void ReadNames(PageDatabase database, Snapshot snapshot)
    {
        database.ForEach("SELECT queue_id, name FROM _queues WHERE name IS NOT NULL", row => snapshot.QueueNames[row.GetString(0)] = row.GetString(1));
        database.ForEach("SELECT agent_id, name, team FROM _agents", row => snapshot.AgentNames[row.GetString(0)] = new AgentName(Text(row, 1), Text(row, 2)));
    }

    private static Dictionary<long, int> ReadConversations(PageDatabase database, Snapshot snapshot, int horizon)
    {
        var all = snapshot.Conversations;
        var rows = new Dictionary<long, int>();
        database.ForEach(
            Sql($"""
            SELECT conversation_id, created_ms, created_day, queued_day, first_reply_day, closed_day, created_hour, queue_id, assignee_id, channel, direction, status, is_abandoned,
              first_response_seconds, handling_seconds, resolution_seconds, first_response_business_seconds, handling_business_seconds, resolution_business_seconds
            FROM _conversation_facts WHERE created_day >= {horizon} OR coalesce(closed_day, {int.MaxValue}) >= {horizon}
            """),
            row =>
            {
                rows.Add(row.GetInt64(0), all.Count);
                all.Id.Add(row.GetInt64(0));
                all.CreatedMs.Add(row.IsDBNull(1) ? 0 : row.GetInt64(1));
                all.CreatedDay.Add(Day(row, 2));
                all.QueuedDay.Add(Day(row, 3));
                all.FirstReplyDay.Add(Day(row, 4));
                all.ClosedDay.Add(Day(row, 5));
                all.CreatedHour.Add((byte)(row.IsDBNull(6) ? 0 : row.GetInt32(6)));
                all.Queue.Add((ushort)snapshot.Queues.NumberOf(Text(row, 7)));
                all.Agent.Add((ushort)snapshot.Agents.NumberOf(Text(row, 8)));
                all.Channel.Add((ushort)snapshot.Channels.NumberOf(Text(row, 9)));
                all.Direction.Add((ushort)snapshot.Directions.NumberOf(Text(row, 10)));
                all.Marks.Add(MarksOf(row));
                all.Calendar.FirstResponse.Add(Seconds(row, 13));
                all.Calendar.Handling.Add(Seconds(row, 14));
                all.Calendar.Resolution.Add(Seconds(row, 15));
                all.Business.FirstResponse.Add(Seconds(row, 16));
                all.Business.Handling.Add(Seconds(row, 17));
                all.Business.Resolution.Add(Seconds(row, 18));
            });
        return rows;
    }

    private static ConversationMarks MarksOf(DbDataReader row) =>
        (Text(row, 11) == "closed" ? 0 : ConversationMarks.Open) | (row.IsDBNull(8) ? 0 : ConversationMarks.Assigned) | (!row.IsDBNull(12) && row.GetBoolean(12) ? ConversationMarks.Abandoned : 0)
        | (Text(row, 10) == "inbound" ? ConversationMarks.Inbound : 0) | (row.IsDBNull(4) ? 0 : ConversationMarks.Replied);

    private static void ReadRest(PageDatabase database, Snapshot snapshot, int horizon, Dictionary<long, int> rows)
    {
        database.ForEach(Sql($"SELECT conversation_id, begins_day, ends_day, ordinal FROM _open_spans WHERE ends_day IS NULL OR ends_day >= {horizon}"), row =>
        {
            if (rows.TryGetValue(row.GetInt64(0), out var at))
            {
                snapshot.Spans.Row.Add(at);
                snapshot.Spans.Begins.Add(Day(row, 1));
                snapshot.Spans.Ends.Add(Day(row, 2));
                snapshot.Spans.IsReopened.Add(row.GetInt32(3) > 0);
            }
        });
        database.ForEach(Sql($"SELECT conversation_id, day, CASE WHEN status = 'rated' THEN score END FROM _ratings WHERE kind = 'csat' AND status IN ('offered', 'rated') AND day >= {horizon}"), row =>
        {
            if (rows.TryGetValue(row.GetInt64(0), out var at))
            {
                snapshot.Ratings.Row.Add(at);
                snapshot.Ratings.Day.Add(Day(row, 1));
                snapshot.Ratings.Score.Add((sbyte)(row.IsDBNull(2) ? -1 : Math.Clamp(row.GetInt64(2), 0, sbyte.MaxValue)));
            }
        });
        database.ForEach(Sql($"SELECT conversation_id, day, agent_id FROM _assignments WHERE day >= {horizon}"), row =>
        {
            if (rows.TryGetValue(row.GetInt64(0), out var at))
            {
                snapshot.Assignments.Row.Add(at);
                snapshot.Assignments.Day.Add(Day(row, 1));
                snapshot.Assignments.Agent.Add((ushort)snapshot.Agents.NumberOf(row.GetString(2)));
            }
        });
        database.ForEach(Sql($"SELECT conversation_id, reason FROM _reasons WHERE kind = 'tag' AND day >= {horizon}"), row =>
        {
            if (rows.TryGetValue(row.GetInt64(0), out var at))
            {
                snapshot.Tags.Row.Add(at);
                snapshot.Tags.Name.Add(snapshot.TagNames.NumberOf(row.GetString(1)));
            }
        });
    }

    private static string Sql(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static ushort Day(DbDataReader row, int column) => row.IsDBNull(column) ? (ushort)0 : (ushort)Math.Clamp(row.GetInt32(column), 0, ushort.MaxValue);

    private static int Seconds(DbDataReader row, int column) => row.IsDBNull(column) ? -1 : (int)Math.Min(row.GetInt64(column), int.MaxValue);

    private static DateTimeOffset Time(DbDataReader row, int column) => row.GetValue(column) is DateTime time
        ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
        : DateTimeOffset.Parse(row.GetString(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
