SELECT d.day, w.queue_id, q.name AS queue_name, w.queued, w.assigned, w.abandoned, round((2000 * w.abandoned + w.queued) / (2 * w.queued) / 1000.0, 3) AS abandoned_share, w.waiting,
  w.median_waiting_seconds, w.p90_waiting_seconds, w.longest_waiting_seconds, w.median_waiting_business_seconds, w.p90_waiting_business_seconds
FROM (
  SELECT queued_day, queue_id, count(*) AS queued, count(waiting_seconds) AS assigned, count(*) FILTER (WHERE is_abandoned) AS abandoned,
    count(*) FILTER (WHERE first_assigned_ms IS NULL AND status IS DISTINCT FROM 'closed') AS waiting,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY waiting_seconds) AS median_waiting_seconds,
    percentile_disc(0.9) WITHIN GROUP (ORDER BY waiting_seconds) AS p90_waiting_seconds,
    max(waiting_seconds) AS longest_waiting_seconds,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY waiting_business_seconds) AS median_waiting_business_seconds,
    percentile_disc(0.9) WITHIN GROUP (ORDER BY waiting_business_seconds) AS p90_waiting_business_seconds
  FROM _conversation_facts WHERE queued_day IS NOT NULL
  GROUP BY queued_day, queue_id) AS w
JOIN _days AS d ON d.number = w.queued_day
LEFT JOIN _queues AS q ON q.queue_id = w.queue_id
