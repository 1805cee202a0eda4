SELECT d.day, r.kind, r.field, r.reason, r.conversations
FROM (SELECT day, kind, field, reason, count(*) AS conversations FROM _reasons GROUP BY day, kind, field, reason) AS r
JOIN _days AS d ON d.number = r.day
