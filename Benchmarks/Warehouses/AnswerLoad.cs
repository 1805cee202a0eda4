using System.Globalization;

namespace Dixa.Benchmarks.Warehouses;

/// <summary>A year of a support desk, made by the database itself in the tables of its streams: five messages and five entries of the log for each conversation.</summary>
public sealed class AnswerLoad(ITarget target, bool isPostgres, int conversations)
{
    public const int MessagesEach = 5;

    /// <summary>The streams that the views read.</summary>
    public const string Streams = "conversations,messages,activity_logs,business_hours_schedules,agents,queues,teams,team_members";

    private const long YearMs = 365L * 86_400_000;

    private const string Schedule = """{"id":"office","name":"Office","timezone":"Europe/Copenhagen","businessHours":[{"name":"Monday","dayOfWeek":1,"status":"Open","intervals":[{"startTime":"08:00","endTime":"16:30"}],"startDate":"2025-01-01"},{"name":"Tuesday","dayOfWeek":2,"status":"Open","intervals":[{"startTime":"08:00","endTime":"16:30"}],"startDate":"2025-01-01"},{"name":"Wednesday","dayOfWeek":3,"status":"Open","intervals":[{"startTime":"08:00","endTime":"16:30"}],"startDate":"2025-01-01"},{"name":"Thursday","dayOfWeek":4,"status":"Open","intervals":[{"startTime":"08:00","endTime":"16:30"}],"startDate":"2025-01-01"},{"name":"Friday","dayOfWeek":5,"status":"Open","intervals":[{"startTime":"08:00","endTime":"15:00"}],"startDate":"2025-01-01"}],"exceptions":[{"name":"Christmas","status":"Closed","intervals":[],"startDate":"2025-12-25","recurring":{"dayOfMonth":25,"monthOfYear":12}}]}""";

    private readonly string _startMs = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - YearMs).ToString(CultureInfo.InvariantCulture);

    private readonly string _step = (YearMs / conversations).ToString(CultureInfo.InvariantCulture);

    private readonly string _loaded = isPostgres ? "'2020-01-01T00:00:00Z'::timestamptz" : "'2020-01-01T00:00:00.000Z'";

    /// <summary>Fills the tables, which are there and empty.</summary>
    public void Fill()
    {
        Fill("queues", "id, name", "'queue-' || i, 'Queue ' || i", Series(15));
        Fill("agents", "id, \"displayName\", email", "'agent-' || i, 'Agent ' || i, 'agent-' || i || '@acme.example'", Series(100));
        Fill("teams", "id, name", "'team-' || i, 'Team ' || i", Series(6));
        Fill("team_members", "\"teamId\", id", "'team-' || (1 + i % 6), 'agent-' || i", Series(100));
        Fill("business_hours_schedules", "id, name, definition", $"'office', 'Office', {Json($"'{Schedule}'")}", Series(1));
        Fill(
            "conversations",
            "id, created_at, updated_at, initial_channel, direction, status, requester_id, queue_id, queue_name, queued_at, assigned_at, assignee_id, assignee_name, assignee_email, closed_at, last_message_created_at, subject, ratings, tags, custom_fields, handling_duration, total_duration",
            $"""
            i, {Created}, {Created} + 90000000, CASE i % 4 WHEN 0 THEN 'email' WHEN 1 THEN 'widgetchat' WHEN 2 THEN 'pstnphone' ELSE 'messenger' END, CASE WHEN i % 10 = 0 THEN 'outbound' ELSE 'inbound' END,
            CASE WHEN {IsClosed} THEN 'closed' ELSE 'open' END, 'requester-' || (i % 90000), CASE WHEN i % 12 > 0 THEN 'queue-' || (1 + i % 15) END, CASE WHEN i % 12 > 0 THEN 'Queue ' || (1 + i % 15) END,
            {Created} + 1000, CASE WHEN i % 14 > 0 THEN {Created} + 1000 + (i * 7919) % 1200000 END, CASE WHEN i % 14 > 0 THEN 'agent-' || (1 + i * 31 % 100) END, CASE WHEN i % 14 > 0 THEN 'Agent ' || (1 + i * 31 % 100) END,
            CASE WHEN i % 14 > 0 THEN 'agent-' || (1 + i * 31 % 100) || '@acme.example' END, CASE WHEN {IsClosed} THEN {Closed} END, {Created} + 4 * ((i * 104729) % 20000000), 'Where is my order? {new string('x', 300)}',
            {Json("CASE WHEN i % 3 = 0 THEN '[{\"rating_type\":\"csat\",\"rating_status\":\"rated\",\"rating_score\":' || (1 + i % 5) || ',\"rating_offered_timestamp\":' || (" + Closed + ") || ',\"rating_rated_timestamp\":' || (" + Closed + " + 60000) || '}]' ELSE '[]' END")},
            {Json("CASE WHEN i % 5 < 3 THEN '[\"tag-' || (i % 24) || '\",\"tag-' || (24 + i % 7) || '\"]' ELSE '[]' END")},
            {Json("'[{\"identifier\":\"contact_reason\",\"data_type\":\"Select\",\"value\":[\"delivery\",\"reason ' || (i % 40) || '\"]},{\"identifier\":\"order_number\",\"data_type\":\"Text\",\"value\":\"' || i || '\"}]'")},
            {Created} % 900000, {Closed} - {Created}
            """,
            Series(conversations));
        Fill(
            "messages",
            "id, csid, created_at, direction, author_email, is_automated_message, text",
            $"{Id("i * 5 + k")}, i, {Created} + k * ((i * 104729) % 20000000), CASE WHEN k % 2 = 0 THEN 'inbound' ELSE 'outbound' END, CASE WHEN k % 2 = 1 THEN 'agent-' || (1 + i * 31 % 100) || '@acme.example' END, {Truth("k = 1 AND i % 7 = 0")}, 'Thank you for your message. {new string('x', 60)}'",
            $"{Series(conversations)} CROSS JOIN {Parts}");
        Fill(
            "activity_logs",
            "id, \"conversationId\", \"activityTimestamp\", _type, attributes",
            $"""
            {Id("i * 5 + k")}, i, {Moment($"{Created} + CASE k WHEN 0 THEN 0 WHEN 1 THEN 1000 + (i * 7919) % 1200000 WHEN 4 THEN {ClosedAfter} ELSE ({ClosedAfter}) / 4 * (k - 1) END")},
            CASE k WHEN 0 THEN 'ConversationCreatedByCustomer' WHEN 1 THEN CASE WHEN i % 14 > 0 THEN 'ConversationAssigned' ELSE 'ConversationOffered' END
              WHEN 2 THEN CASE WHEN i % 20 = 0 THEN 'ConversationClosed' ELSE 'MessageAddedByAgent' END WHEN 3 THEN CASE WHEN i % 20 = 0 THEN 'ConversationReopened' ELSE 'TagAdded' END
              ELSE CASE WHEN {IsClosed} THEN 'ConversationClosed' ELSE 'NoteAdded' END END,
            {Json("CASE k WHEN 1 THEN '{\"agentId\":\"agent-' || (1 + i * 31 % 100) || '\"}' ELSE '{}' END")}
            """,
            $"{Series(conversations)} CROSS JOIN {Parts}");
        target.Ask(isPostgres ? "VACUUM ANALYZE" : "SELECT 1");
        NoteCommit();
    }

    /// <summary>Writes so many messages again, as a sync does that finds them changed.</summary>
    public void Touch(int messages)
    {
        target.Ask($"UPDATE {target.Table("messages")} SET _loaded_at = {Now} WHERE csid > {Number(conversations - (messages / MessagesEach))}");
        NoteCommit();
    }

    private string Now => isPostgres ? "now()" : "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

    private string Created => $"({_startMs} + i * {_step})";

    /// <summary>Between a minute and eight days; most of an hour's order.</summary>
    private static string ClosedAfter => "(60000 + (i * 15485863) % (CASE WHEN i % 8 = 0 THEN 691200000 ELSE 7200000 END))";

    private string Closed => $"({Created} + {ClosedAfter})";

    private static string IsClosed => "(i % 50 > 0)";

    private static string Parts => "(SELECT 0 AS k UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) AS parts";

    /// <summary>Notes what the warehouse notes when it commits rows: a refresh goes by it.</summary>
    private void NoteCommit() => target.Ask($"UPDATE {target.Table("_sync_streams")} SET committed_at = {Now}");

    private void Fill(string table, string columns, string values, string from) =>
        target.Ask($"INSERT INTO {target.Table(table)} ({columns}, _loaded_at, _generation) SELECT {values.Replace("\n", " ", StringComparison.Ordinal)}, {_loaded}, 0 FROM {from}");

    private string Series(int count) => isPostgres ? $"generate_series(1::bigint, {Number(count)}) AS series (i)" : $"(SELECT value AS i FROM generate_series(1, {Number(count)})) AS series";

    private string Json(string text) => isPostgres ? $"({text})::jsonb" : text;

    private string Truth(string condition) => isPostgres ? condition : $"({condition})";

    private string Id(string number) => isPostgres ? $"lpad(to_hex({number}), 8, '0') || '-0000-4000-8000-' || lpad(to_hex({number}), 12, '0')" : $"printf('%08x-0000-4000-8000-%012x', {number}, {number})";

    private string Moment(string ms) => isPostgres ? $"to_timestamp(({ms}) / 1000.0)" : $"strftime('%Y-%m-%dT%H:%M:%fZ', ({ms}) / 1000.0, 'unixepoch')";

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
