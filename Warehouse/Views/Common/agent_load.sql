WITH counted AS (
  SELECT agent_id, day, 1 AS assigned, 0 AS closed, 0 AS messages, NULL AS handling_seconds, NULL AS handling_business_seconds FROM _assignments WHERE day IS NOT NULL
  UNION ALL
  SELECT assignee_id, closed_day, 0, 1, 0, handling_seconds, handling_business_seconds FROM _conversation_facts WHERE assignee_id IS NOT NULL AND closed_day IS NOT NULL
  UNION ALL
  SELECT a.agent_id, r.day, 0, 0, r.messages, NULL, NULL FROM (SELECT author_email, day, sum(messages) AS messages FROM _replies GROUP BY author_email, day) AS r JOIN _agents AS a ON a.email = r.author_email),
load AS (
  SELECT agent_id, day, sum(assigned) AS assigned, sum(closed) AS closed, CAST(sum(messages) AS bigint) AS messages,
    CAST(sum(handling_seconds) AS bigint) AS handling_seconds, CAST(sum(handling_business_seconds) AS bigint) AS handling_business_seconds
  FROM counted GROUP BY agent_id, day),
-- How many conversations an agent has after each event; a day without one begins with what the day before has left.
held AS (
  SELECT agent_id, day, delta, sum(delta) OVER (PARTITION BY agent_id ORDER BY at_ms, delta ROWS UNBOUNDED PRECEDING) AS conversations
  FROM (
    SELECT agent_id, day, at_ms, delta FROM _agent_events
    UNION ALL
    SELECT l.agent_id, l.day, d.begins_ms, 0 FROM load AS l JOIN _days AS d ON d.number = l.day) AS moments),
peaks AS (SELECT agent_id, day, max(CASE WHEN delta < 0 THEN conversations + 1 ELSE conversations END) AS most_at_once FROM held GROUP BY agent_id, day)
SELECT d.day, l.agent_id, a.name AS agent_name, a.team AS agent_team, l.assigned, l.closed, CASE WHEN v.has_messages THEN l.messages END AS messages,
  l.handling_seconds, l.handling_business_seconds, p.most_at_once
FROM load AS l JOIN peaks AS p ON p.agent_id = l.agent_id AND p.day = l.day
JOIN _days AS d ON d.number = l.day CROSS JOIN _views_state AS v
LEFT JOIN _agents AS a ON a.agent_id = l.agent_id
