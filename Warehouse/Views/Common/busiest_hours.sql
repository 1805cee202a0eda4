WITH counted AS (SELECT d.number, d.weekday FROM _days AS d JOIN _views_state AS v ON d.number >= v.first_day AND d.number < v.as_of_day),
weekdays AS (SELECT weekday, count(*) AS days FROM counted GROUP BY weekday),
hours AS (SELECT DISTINCT hour FROM _hours),
created AS (
  SELECT c.weekday, f.created_hour AS hour, count(*) AS conversations
  FROM _conversation_facts AS f JOIN counted AS c ON c.number = f.created_day WHERE f.direction = 'inbound' GROUP BY c.weekday, f.created_hour)
SELECT w.weekday, h.hour, coalesce(c.conversations, 0) AS conversations, w.days, round((2000 * coalesce(c.conversations, 0) + w.days) / (2 * w.days) / 1000.0, 3) AS conversations_per_day
FROM weekdays AS w CROSS JOIN hours AS h
LEFT JOIN created AS c ON c.weekday = w.weekday AND c.hour = h.hour
