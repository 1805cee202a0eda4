WITH counted AS (
  SELECT agent_id, day, 1 AS assigned, 0 AS closed, 0 AS messages, NULL AS handling_seconds, NULL AS handling_business_seconds FROM _assignments WHERE day IS NOT NULL
  UNION ALL
  SELECT assignee_id, closed_day, 0, 1, 0, handling_seconds, handling_business_seconds FROM _conversation_facts WHERE assignee_id IS NOT NULL AND closed_day IS NOT NULL
  UNION ALL
  SELECT a.agent_id, r.day, 0, 0, r.messages, NULL, NULL FROM (SELECT author_email, day, sum(messages) AS messages FROM _replies GROUP BY author_email, day) AS r JOIN _agents AS a ON a.email = r.author_email),
load AS (
  SELECT agent_id, day, sum(assigned) AS assigned, sum(closed) AS closed, CAST(sum(messages) AS bigint) AS messages,
    CAST(sum(handling_seconds) AS bigint) AS handling_seconds, CAST(sum(handling_business_seconds) AS bigint) AS handling_business_seconds
  FROM counted GROUP BY agent_id, day)
SELECT d.day, l.agent_id, a.name AS agent_name, a.team AS agent_team, l.assigned, l.closed, CASE WHEN v.has_messages THEN l.messages END AS messages,
  l.handling_seconds, l.handling_business_seconds,
  -- A day without a change has what the day of the last one has left.
  coalesce((SELECT CASE WHEN p.day = l.day THEN p.most_at_once ELSE p.left_over END FROM _agent_peaks AS p WHERE p.agent_id = l.agent_id AND p.day <= l.day ORDER BY p.day DESC LIMIT 1), 0) AS most_at_once
FROM load AS l
JOIN _days AS d ON d.number = l.day CROSS JOIN _views_state AS v
LEFT JOIN _agents AS a ON a.agent_id = l.agent_id
