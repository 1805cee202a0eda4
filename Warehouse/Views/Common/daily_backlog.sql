WITH spans AS (
  SELECT coalesce(f.queue_id, '') AS queue, f.created_day, s.begins_day, s.ends_day
  FROM _open_spans AS s JOIN _conversation_facts AS f ON f.conversation_id = s.conversation_id
  WHERE s.ends_day IS NULL OR s.ends_day > s.begins_day),
ages AS (SELECT 0 AS days UNION ALL SELECT 1 UNION ALL SELECT 3 UNION ALL SELECT 7 UNION ALL SELECT 30),
changes AS (
  SELECT s.queue, a.days, CASE WHEN s.begins_day > s.created_day + a.days THEN s.begins_day ELSE s.created_day + a.days END AS number, 1 AS change
  FROM spans AS s JOIN ages AS a ON s.ends_day IS NULL OR s.created_day + a.days < s.ends_day
  UNION ALL
  SELECT s.queue, a.days, s.ends_day, -1
  FROM spans AS s JOIN ages AS a ON s.created_day + a.days < s.ends_day),
daily AS (
  SELECT queue, number,
    sum(CASE WHEN days = 0 THEN change ELSE 0 END) AS open_all, sum(CASE WHEN days = 1 THEN change ELSE 0 END) AS open_1, sum(CASE WHEN days = 3 THEN change ELSE 0 END) AS open_3,
    sum(CASE WHEN days = 7 THEN change ELSE 0 END) AS open_7, sum(CASE WHEN days = 30 THEN change ELSE 0 END) AS open_30
  FROM changes GROUP BY queue, number),
queues AS (SELECT queue, min(number) AS first_day FROM daily GROUP BY queue),
level AS (
  SELECT d.day, q.queue,
    CAST(sum(coalesce(c.open_all, 0)) OVER w AS bigint) AS open_all, CAST(sum(coalesce(c.open_1, 0)) OVER w AS bigint) AS open_1, CAST(sum(coalesce(c.open_3, 0)) OVER w AS bigint) AS open_3,
    CAST(sum(coalesce(c.open_7, 0)) OVER w AS bigint) AS open_7, CAST(sum(coalesce(c.open_30, 0)) OVER w AS bigint) AS open_30
  FROM queues AS q JOIN _views_state AS v ON v.as_of_day >= q.first_day JOIN _days AS d ON d.number >= q.first_day AND d.number <= v.as_of_day
  LEFT JOIN daily AS c ON c.queue = q.queue AND c.number = d.number
  WINDOW w AS (PARTITION BY q.queue ORDER BY d.number))
SELECT l.day, n.queue_id, n.name AS queue_name, l.open_all AS open, l.open_all - l.open_1 AS open_same_day, l.open_1 - l.open_3 AS open_1_to_2_days,
  l.open_3 - l.open_7 AS open_3_to_6_days, l.open_7 - l.open_30 AS open_7_to_29_days, l.open_30 AS open_30_days_or_more
FROM level AS l LEFT JOIN _queues AS n ON n.queue_id = l.queue
