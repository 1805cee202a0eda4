SELECT d.day, r.queue_id, q.name AS queue_name,
  count(first_response_seconds) AS replied,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY first_response_seconds) AS median_first_response_seconds,
  percentile_disc(0.9) WITHIN GROUP (ORDER BY first_response_seconds) AS p90_first_response_seconds,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY first_response_business_seconds) AS median_first_response_business_seconds,
  percentile_disc(0.9) WITHIN GROUP (ORDER BY first_response_business_seconds) AS p90_first_response_business_seconds,
  count(resolution_seconds) AS closed,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY resolution_seconds) AS median_resolution_seconds,
  percentile_disc(0.9) WITHIN GROUP (ORDER BY resolution_seconds) AS p90_resolution_seconds,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY resolution_business_seconds) AS median_resolution_business_seconds,
  percentile_disc(0.9) WITHIN GROUP (ORDER BY resolution_business_seconds) AS p90_resolution_business_seconds
FROM (
  SELECT first_reply_day AS number, queue_id, first_response_seconds, first_response_business_seconds, NULL::bigint AS resolution_seconds, NULL::bigint AS resolution_business_seconds
  FROM _conversation_facts WHERE first_reply_day IS NOT NULL AND first_response_seconds IS NOT NULL
  UNION ALL
  SELECT closed_day, queue_id, NULL, NULL, resolution_seconds, resolution_business_seconds
  FROM _conversation_facts WHERE closed_day IS NOT NULL AND resolution_seconds IS NOT NULL) AS r
JOIN _days AS d ON d.number = r.number
LEFT JOIN _queues AS q ON q.queue_id = r.queue_id
GROUP BY d.day, r.queue_id, q.name
