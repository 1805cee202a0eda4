WITH measured AS (
  SELECT first_reply_day AS number, coalesce(queue_id, '') AS queue, 1 AS measure, first_response_seconds AS seconds FROM _conversation_facts WHERE first_reply_day IS NOT NULL AND first_response_seconds IS NOT NULL
  UNION ALL SELECT first_reply_day, coalesce(queue_id, ''), 2, first_response_business_seconds FROM _conversation_facts WHERE first_reply_day IS NOT NULL AND first_response_business_seconds IS NOT NULL
  UNION ALL SELECT closed_day, coalesce(queue_id, ''), 3, resolution_seconds FROM _conversation_facts WHERE closed_day IS NOT NULL AND resolution_seconds IS NOT NULL
  UNION ALL SELECT closed_day, coalesce(queue_id, ''), 4, resolution_business_seconds FROM _conversation_facts WHERE closed_day IS NOT NULL AND resolution_business_seconds IS NOT NULL),
ranked AS (
  SELECT number, queue, measure, seconds, row_number() OVER (PARTITION BY number, queue, measure ORDER BY seconds) AS place, count(*) OVER (PARTITION BY number, queue, measure) AS total
  FROM measured),
picked AS (
  SELECT number, queue, measure, max(total) AS total, max(CASE WHEN place = (total * 50 + 99) / 100 THEN seconds END) AS median, max(CASE WHEN place = (total * 90 + 99) / 100 THEN seconds END) AS p90
  FROM ranked GROUP BY number, queue, measure)
SELECT d.day, q.queue_id, q.name AS queue_name,
  coalesce(max(CASE WHEN p.measure = 1 THEN p.total END), 0) AS replied,
  max(CASE WHEN p.measure = 1 THEN p.median END) AS median_first_response_seconds, max(CASE WHEN p.measure = 1 THEN p.p90 END) AS p90_first_response_seconds,
  max(CASE WHEN p.measure = 2 THEN p.median END) AS median_first_response_business_seconds, max(CASE WHEN p.measure = 2 THEN p.p90 END) AS p90_first_response_business_seconds,
  coalesce(max(CASE WHEN p.measure = 3 THEN p.total END), 0) AS closed,
  max(CASE WHEN p.measure = 3 THEN p.median END) AS median_resolution_seconds, max(CASE WHEN p.measure = 3 THEN p.p90 END) AS p90_resolution_seconds,
  max(CASE WHEN p.measure = 4 THEN p.median END) AS median_resolution_business_seconds, max(CASE WHEN p.measure = 4 THEN p.p90 END) AS p90_resolution_business_seconds
FROM picked AS p JOIN _days AS d ON d.number = p.number LEFT JOIN _queues AS q ON q.queue_id = p.queue
GROUP BY d.day, p.queue, q.queue_id, q.name
