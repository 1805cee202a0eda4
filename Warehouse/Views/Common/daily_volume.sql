SELECT d.day, v.channel, v.queue_id, q.name AS queue_name, v.direction, sum(v.created) AS created, sum(v.reopened) AS reopened, sum(v.closed) AS closed
FROM (
  SELECT s.begins_day AS number, f.channel, f.queue_id, f.direction, CASE WHEN s.ordinal = 0 THEN 1 ELSE 0 END AS created, CASE WHEN s.ordinal > 0 THEN 1 ELSE 0 END AS reopened, 0 AS closed
  FROM _open_spans AS s JOIN _conversation_facts AS f ON f.conversation_id = s.conversation_id
  UNION ALL
  SELECT s.ends_day, f.channel, f.queue_id, f.direction, 0, 0, 1
  FROM _open_spans AS s JOIN _conversation_facts AS f ON f.conversation_id = s.conversation_id WHERE s.ends_ms IS NOT NULL) AS v
JOIN _days AS d ON d.number = v.number
LEFT JOIN _queues AS q ON q.queue_id = v.queue_id
GROUP BY d.day, v.channel, v.queue_id, q.name, v.direction
