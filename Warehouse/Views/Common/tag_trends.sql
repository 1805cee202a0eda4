WITH daily AS (SELECT reason, day, count(*) AS conversations FROM _reasons WHERE kind = 'tag' AND day IS NOT NULL GROUP BY reason, day),
tags AS (SELECT reason, min(day) AS first_day FROM daily GROUP BY reason)
SELECT d.day, t.reason AS tag, coalesce(c.conversations, 0) AS conversations,
  CAST(sum(coalesce(c.conversations, 0)) OVER (PARTITION BY t.reason ORDER BY d.number ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS bigint) AS last_7_days,
  CAST(coalesce(sum(coalesce(c.conversations, 0)) OVER (PARTITION BY t.reason ORDER BY d.number ROWS BETWEEN 13 PRECEDING AND 7 PRECEDING), 0) AS bigint) AS previous_7_days
FROM tags AS t JOIN _views_state AS v ON v.as_of_day >= t.first_day JOIN _days AS d ON d.number >= t.first_day AND d.number <= v.as_of_day
LEFT JOIN daily AS c ON c.reason = t.reason AND c.day = d.number
