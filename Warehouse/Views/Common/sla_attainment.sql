-- How long each schedule had been open by now: once, and not for each conversation.
WITH passed AS MATERIALIZED (
  SELECT s.schedule_id, (SELECT b.open_ms_before + CASE WHEN v.as_of_ms < b.ends_ms THEN v.as_of_ms ELSE b.ends_ms END - b.begins_ms FROM _business_intervals AS b
    WHERE b.schedule_id = s.schedule_id AND b.begins_ms <= v.as_of_ms ORDER BY b.begins_ms DESC LIMIT 1) AS open_ms
  FROM _schedules AS s CROSS JOIN _views_state AS v),
targets AS (
  SELECT dense_rank() OVER (ORDER BY queue, channel, measure, target_seconds) AS number, queue, channel, measure, target_seconds FROM sla_targets),
measured AS (
  SELECT t.number, t.target_seconds, f.created_day,
    CASE t.measure WHEN 'first_response' THEN f.first_response_seconds WHEN 'first_response_business' THEN f.first_response_business_seconds
      WHEN 'waiting' THEN f.waiting_seconds WHEN 'waiting_business' THEN f.waiting_business_seconds WHEN 'handling' THEN f.handling_seconds WHEN 'handling_business' THEN f.handling_business_seconds
      WHEN 'first_resolution' THEN f.first_resolution_seconds WHEN 'first_resolution_business' THEN f.first_resolution_business_seconds
      WHEN 'resolution' THEN f.resolution_seconds WHEN 'resolution_business' THEN f.resolution_business_seconds END AS seconds,
    -- How long it has gone on, where the end is still to come.
    CASE WHEN f.status = 'closed' THEN NULL
      WHEN t.measure = 'first_response' AND f.direction = 'inbound' AND f.replies IS NOT NULL THEN (v.as_of_ms - f.created_ms) / 1000
      WHEN t.measure = 'first_response_business' AND f.direction = 'inbound' AND f.replies IS NOT NULL THEN ((SELECT p.open_ms FROM passed AS p WHERE p.schedule_id = f.schedule_id) - f.created_open_ms) / 1000
      WHEN t.measure = 'waiting' THEN (v.as_of_ms - f.queued_ms) / 1000 WHEN t.measure = 'waiting_business' THEN ((SELECT p.open_ms FROM passed AS p WHERE p.schedule_id = f.schedule_id) - f.queued_open_ms) / 1000
      WHEN t.measure = 'handling' THEN (v.as_of_ms - f.first_assigned_ms) / 1000 WHEN t.measure = 'handling_business' THEN ((SELECT p.open_ms FROM passed AS p WHERE p.schedule_id = f.schedule_id) - f.first_assigned_open_ms) / 1000
      WHEN t.measure IN ('first_resolution', 'resolution') THEN (v.as_of_ms - f.created_ms) / 1000
      WHEN t.measure IN ('first_resolution_business', 'resolution_business') THEN ((SELECT p.open_ms FROM passed AS p WHERE p.schedule_id = f.schedule_id) - f.created_open_ms) / 1000 END AS seconds_so_far
  FROM _conversation_facts AS f CROSS JOIN _views_state AS v LEFT JOIN _queues AS q ON q.queue_id = f.queue_id
  JOIN targets AS t ON (t.channel IS NULL OR t.channel = f.channel) AND (t.queue IS NULL OR t.queue = f.queue_id OR t.queue = q.name)),
-- 1 for met, 2 for missed, 3 for neither yet. Set down before it is counted: otherwise it would be worked out for each of the three counts.
outcomes AS MATERIALIZED (
  SELECT number, created_day, CASE WHEN seconds <= target_seconds THEN 1 WHEN coalesce(seconds, seconds_so_far) > target_seconds THEN 2 WHEN seconds_so_far <= target_seconds THEN 3 END AS outcome
  FROM measured),
judged AS (
  SELECT number, created_day, sum(CASE WHEN outcome = 1 THEN 1 ELSE 0 END) AS met, sum(CASE WHEN outcome = 2 THEN 1 ELSE 0 END) AS missed, sum(CASE WHEN outcome = 3 THEN 1 ELSE 0 END) AS pending
  FROM outcomes WHERE outcome IS NOT NULL GROUP BY number, created_day)
SELECT d.day, t.queue, t.channel, t.measure, t.target_seconds, j.met, j.missed, j.pending, round((2000 * j.met + j.met + j.missed) / (2 * nullif(j.met + j.missed, 0)) / 1000.0, 3) AS attainment
FROM judged AS j JOIN (SELECT DISTINCT number, queue, channel, measure, target_seconds FROM targets) AS t ON t.number = j.number JOIN _days AS d ON d.number = j.created_day
