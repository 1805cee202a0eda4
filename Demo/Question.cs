namespace Dixa.Demo;

/// <summary>What a support team asks of its conversations, in words and in SQL.</summary>
public sealed record Question(string Text, string Sql)
{
    public static IReadOnlyList<Question> All { get; } =
    [
        new("How many conversations come in by which channel, week by week?", """
              SELECT date(created_at / 1000, 'unixepoch', 'weekday 0', '-6 days') AS week,
                count(*) AS conversations,
                count(*) FILTER (WHERE initial_channel = 'email') AS email,
                count(*) FILTER (WHERE initial_channel = 'widgetchat') AS chat,
                count(*) FILTER (WHERE initial_channel = 'pstnphone') AS phone
              FROM conversations GROUP BY week ORDER BY week DESC LIMIT 4
            """),
        new("In which queues do customers wait longest for a person's first answer? The median, in minutes:", """
              WITH answer AS (
                SELECT csid, min(created_at) AS at FROM messages
                WHERE direction = 'outbound' AND NOT is_automated_message GROUP BY csid),
              wait AS (
                SELECT queue_name AS queue, (at - created_at) / 60000 AS minutes,
                  row_number() OVER (PARTITION BY queue_name ORDER BY at - created_at) AS n,
                  count(*) OVER (PARTITION BY queue_name) AS answered
                FROM conversations JOIN answer ON csid = id
                WHERE direction = 'inbound' AND queue_name IS NOT NULL)
              SELECT queue, answered, minutes AS median FROM wait
              WHERE n = (answered + 1) / 2 ORDER BY median DESC, queue LIMIT 5
            """),
        new("Who closes most conversations, and how content are their customers?", """
              SELECT assignee_name AS agent, count(DISTINCT conversations.id) AS closed,
                count(value ->> 'rating_score') AS rated,
                round(avg(value ->> 'rating_score'), 1) AS csat
              FROM conversations LEFT JOIN json_each(ratings)
                ON value ->> 'rating_type' = 'csat'
              WHERE status = 'closed' AND assignee_name IS NOT NULL
              GROUP BY agent ORDER BY closed DESC, agent LIMIT 5
            """),
    ];

    /// <summary>The command that asks it, to be pasted into a shell.</summary>
    public string CommandFor(string database) => $"sqlite3 -box '{database.Replace("'", "'\\''", StringComparison.Ordinal)}' \"\n{Sql}\"";
}
