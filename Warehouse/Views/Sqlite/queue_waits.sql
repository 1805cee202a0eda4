WITH queued AS (
  SELECT queued_day, queue_id, waiting_seconds, waiting_business_seconds, is_abandoned, CASE WHEN first_assigned_ms IS NULL AND status IS NOT 'closed' THEN 1 ELSE 0 END AS is_waiting,
    row_number() OVER (PARTITION BY queued_day, queue_id ORDER BY waiting_seconds NULLS LAST) AS place, row_number() OVER (PARTITION BY queued_day, queue_id ORDER BY waiting_business_seconds NULLS LAST) AS business_place,
    count(waiting_seconds) OVER (PARTITION BY queued_day, queue_id) AS total, count(waiting_business_seconds) OVER (PARTITION BY queued_day, queue_id) AS business_total
  FROM _conversation_facts WHERE queued_day IS NOT NULL),
waits AS (
  SELECT queued_day, queue_id, count(*) AS queued, count(waiting_seconds) AS assigned, sum(is_abandoned) AS abandoned, sum(is_waiting) AS waiting,
    max(CASE WHEN place = (total * 50 + 99) / 100 THEN waiting_seconds END) AS median_waiting_seconds, max(CASE WHEN place = (total * 90 + 99) / 100 THEN waiting_seconds END) AS p90_waiting_seconds,
    max(waiting_seconds) AS longest_waiting_seconds,
    max(CASE WHEN business_place = (business_total * 50 + 99) / 100 THEN waiting_business_seconds END) AS median_waiting_business_seconds,
    max(CASE WHEN business_place = (business_total * 90 + 99) / 100 THEN waiting_business_seconds END) AS p90_waiting_business_seconds
  FROM queued GROUP BY queued_day, queue_id)
SELECT d.day, w.queue_id, q.name AS queue_name, w.queued, w.assigned, w.abandoned, round((2000 * w.abandoned + w.queued) / (2 * w.queued) / 1000.0, 3) AS abandoned_share, w.waiting,
  w.median_waiting_seconds, w.p90_waiting_seconds, w.longest_waiting_seconds, w.median_waiting_business_seconds, w.p90_waiting_business_seconds
FROM waits AS w JOIN _days AS d ON d.number = w.queued_day
LEFT JOIN _queues AS q ON q.queue_id = w.queue_id
