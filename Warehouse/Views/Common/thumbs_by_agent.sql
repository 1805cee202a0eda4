SELECT d.day, s.id AS agent_id, a.name AS agent_name, a.team AS agent_team, s.offered, s.answered, round((2000 * s.answered + s.offered) / (2 * nullif(s.offered, 0)) / 1000.0, 3) AS answered_share,
  s.score_sum, round((2000 * s.score_sum + s.answered) / (2 * nullif(s.answered, 0)) / 1000.0, 3) AS average_score, s.up, round((2000 * s.up + s.answered) / (2 * nullif(s.answered, 0)) / 1000.0, 3) AS up_share
FROM (
  SELECT r.day, f.assignee_id AS id, count(*) AS offered, sum(CASE WHEN r.score IS NOT NULL THEN 1 ELSE 0 END) AS answered, CAST(coalesce(sum(r.score), 0) AS bigint) AS score_sum,
    sum(CASE WHEN r.score >= 1 THEN 1 ELSE 0 END) AS up
  FROM (SELECT conversation_id, day, CASE WHEN status = 'rated' THEN score END AS score FROM _ratings WHERE kind = 'thumbs' AND status IN ('offered', 'rated')) AS r
  JOIN _conversation_facts AS f ON f.conversation_id = r.conversation_id
  GROUP BY r.day, f.assignee_id) AS s
JOIN _days AS d ON d.number = s.day
LEFT JOIN _agents AS a ON a.agent_id = s.id
