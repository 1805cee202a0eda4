SELECT d.day, s.id AS queue_id, q.name AS queue_name, s.offered, s.answered, round((2000 * s.answered + s.offered) / (2 * nullif(s.offered, 0)) / 1000.0, 3) AS answered_share,
  s.score_sum, round((2000 * s.score_sum + s.answered) / (2 * nullif(s.answered, 0)) / 1000.0, 3) AS average_score, s.satisfied, round((2000 * s.satisfied + s.answered) / (2 * nullif(s.answered, 0)) / 1000.0, 3) AS satisfied_share
FROM (
  SELECT r.day, f.queue_id AS id, count(*) AS offered, sum(CASE WHEN r.score IS NOT NULL THEN 1 ELSE 0 END) AS answered, CAST(coalesce(sum(r.score), 0) AS bigint) AS score_sum,
    sum(CASE WHEN r.score >= 4 THEN 1 ELSE 0 END) AS satisfied
  FROM (SELECT conversation_id, day, CASE WHEN status = 'rated' THEN score END AS score FROM _ratings WHERE kind = 'csat' AND status IN ('offered', 'rated')) AS r
  JOIN _conversation_facts AS f ON f.conversation_id = r.conversation_id
  GROUP BY r.day, f.queue_id) AS s
JOIN _days AS d ON d.number = s.day
LEFT JOIN _queues AS q ON q.queue_id = s.id
