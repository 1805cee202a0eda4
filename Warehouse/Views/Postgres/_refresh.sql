-- Computes everything of the conversations in _changed, from the streams' tables as in_… shows them. All times are epoch milliseconds, UTC.

-- The conversations themselves, read once.
CREATE TEMP TABLE _read ON COMMIT DROP AS SELECT c.* FROM in_conversations AS c JOIN _changed ON _changed.id = c.id;
CREATE UNIQUE INDEX ON _read (id);
ANALYZE _read;

-- What became of each conversation in its messages.
CREATE TEMP TABLE _told ON COMMIT DROP AS
SELECT m.conversation_id,
  min(m.created_ms) FILTER (WHERE m.direction = 'outbound' AND NOT m.is_automatic) AS first_reply_ms,
  max(m.created_ms) AS last_message_ms,
  count(*) FILTER (WHERE m.direction = 'outbound' AND NOT m.is_automatic) AS replies,
  count(*) FILTER (WHERE m.direction = 'inbound' AND NOT m.is_automatic) AS customer_messages,
  count(*) FILTER (WHERE m.is_automatic) AS automatic_messages
FROM in_messages AS m JOIN _changed ON _changed.id = m.conversation_id
GROUP BY m.conversation_id;

-- What the activity log says of it. Events that are not asked for are passed over before they are sorted.
CREATE TEMP TABLE _events ON COMMIT DROP AS
SELECT a.conversation_id, a.at_ms, a.type, a.agent_id, CASE WHEN a.parent_id ~ '^[0-9]{1,18}$' THEN a.parent_id::bigint END AS parent_id
FROM in_activity_logs AS a JOIN _changed ON _changed.id = a.conversation_id
WHERE a.at_ms IS NOT NULL
  AND a.type IN ('ConversationAssigned', 'ConversationClosed', 'ConversationReopened', 'TransferSuccessful', 'ConversationLinkedToParent', 'ConversationUnlinkedToParent');
ANALYZE _events;
CREATE TEMP TABLE _logged ON COMMIT DROP AS
SELECT conversation_id,
  min(at_ms) FILTER (WHERE type = 'ConversationAssigned') AS first_assigned_ms,
  count(*) FILTER (WHERE type = 'ConversationAssigned') AS assignments,
  count(*) FILTER (WHERE type = 'TransferSuccessful') AS transfers,
  min(at_ms) FILTER (WHERE type = 'ConversationClosed') AS first_closed_ms,
  max(at_ms) FILTER (WHERE type = 'ConversationClosed') AS last_closed_ms
FROM _events GROUP BY conversation_id;
CREATE TEMP TABLE _parents ON COMMIT DROP AS
SELECT DISTINCT ON (conversation_id) conversation_id, CASE WHEN type = 'ConversationLinkedToParent' THEN parent_id END AS parent_id
FROM _events WHERE type IN ('ConversationLinkedToParent', 'ConversationUnlinkedToParent')
ORDER BY conversation_id, at_ms DESC, type DESC;

-- A closing that didn't last: the first one since the conversation was open, and the first reopening after it.
CREATE TEMP TABLE _gaps ON COMMIT DROP AS
SELECT conversation_id, closed_ms, at_ms AS reopened_ms, (row_number() OVER (PARTITION BY conversation_id ORDER BY at_ms))::integer AS ordinal
FROM (
  SELECT conversation_id, type, at_ms, lag(at_ms) OVER (PARTITION BY conversation_id ORDER BY at_ms, type) AS closed_ms
  FROM (
    SELECT conversation_id, type, at_ms, lag(type, 1, 'ConversationReopened') OVER (PARTITION BY conversation_id ORDER BY at_ms, type) AS before
    FROM _events WHERE type IN ('ConversationClosed', 'ConversationReopened')) AS each
  WHERE type <> before) AS turns
WHERE type = 'ConversationReopened';

DELETE FROM _ratings WHERE conversation_id IN (SELECT id FROM _changed);
INSERT INTO _ratings (conversation_id, ordinal, kind, status, score, offered_ms, rated_ms, day)
SELECT conversation_id, ordinal, kind, status, score, offered_ms, rated_ms,
  (SELECT d.number FROM _days AS d WHERE d.begins_ms <= coalesce(offered_ms, rated_ms, created_ms) ORDER BY d.begins_ms DESC LIMIT 1)
FROM (
  SELECT c.id AS conversation_id, r.ordinal::integer AS ordinal, lower(r.value ->> 'rating_status') AS status,
    CASE WHEN lower(r.value ->> 'rating_type') IN ('csat', 'stars') THEN 'csat' WHEN lower(r.value ->> 'rating_type') LIKE 'thumb%' THEN 'thumbs' ELSE lower(r.value ->> 'rating_type') END AS kind,
    CASE WHEN r.value ->> 'rating_score' ~ '^-?[0-9]{1,9}$' THEN (r.value ->> 'rating_score')::bigint END AS score,
    CASE WHEN r.value ->> 'rating_offered_timestamp' ~ '^[0-9]{1,15}$' THEN (r.value ->> 'rating_offered_timestamp')::bigint END AS offered_ms,
    CASE WHEN r.value ->> 'rating_rated_timestamp' ~ '^[0-9]{1,15}$' THEN (r.value ->> 'rating_rated_timestamp')::bigint END AS rated_ms,
    CASE WHEN r.value ->> 'rating_created_timestamp' ~ '^[0-9]{1,15}$' THEN (r.value ->> 'rating_created_timestamp')::bigint END AS created_ms
  FROM _read AS c
  CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(c.ratings) = 'array' THEN c.ratings ELSE '[]'::jsonb END) WITH ORDINALITY AS r (value, ordinal)
  WHERE jsonb_typeof(r.value) = 'object') AS asked;
CREATE TEMP TABLE _scores ON COMMIT DROP AS
SELECT conversation_id, max(score) FILTER (WHERE kind = 'csat') AS csat_score, max(score) FILTER (WHERE kind = 'nps') AS nps_score, max(score) FILTER (WHERE kind = 'thumbs') AS thumbs_score
FROM (
  SELECT DISTINCT ON (conversation_id, kind) conversation_id, kind, score
  FROM _ratings WHERE status = 'rated' AND score IS NOT NULL AND conversation_id IN (SELECT id FROM _changed)
  ORDER BY conversation_id, kind, rated_ms DESC NULLS LAST, ordinal DESC) AS latest
GROUP BY conversation_id;

-- Times, with the rules that make them: see docs/answers.md.
CREATE TEMP TABLE _times ON COMMIT DROP AS
SELECT c.id, c.created_ms, c.queued_ms,
  least(c.assigned_ms, l.first_assigned_ms) AS first_assigned_ms,
  CASE WHEN c.direction = 'inbound' THEN CASE WHEN lower(c.channel) = 'pstnphone' THEN least(t.first_reply_ms, c.assigned_ms, l.first_assigned_ms) ELSE t.first_reply_ms END END AS first_reply_ms,
  greatest(c.last_message_ms, t.last_message_ms) AS last_message_ms,
  least(c.closed_ms, l.first_closed_ms) AS first_closed_ms,
  CASE WHEN c.status = 'closed' THEN greatest(c.closed_ms, l.last_closed_ms) END AS closed_ms,
  CASE WHEN c.status = 'closed' THEN coalesce(greatest(c.closed_ms, l.last_closed_ms), c.updated_ms, c.created_ms) END AS ends_ms,
  coalesce(q.schedule_id, i.default_schedule) AS schedule_id
FROM _read AS c CROSS JOIN _inputs AS i
LEFT JOIN _told AS t ON t.conversation_id = c.id LEFT JOIN _logged AS l ON l.conversation_id = c.id LEFT JOIN _queue_schedules AS q ON q.queue_id = c.queue_id;

-- How long the conversation's schedule had been open by each time, since the schedule's beginning.
CREATE TEMP TABLE _open_times ON COMMIT DROP AS
SELECT t.id, t.schedule_id,
  (SELECT b.open_ms_before + least(t.created_ms, b.ends_ms) - b.begins_ms FROM _business_intervals AS b WHERE b.schedule_id = t.schedule_id AND b.begins_ms <= t.created_ms ORDER BY b.begins_ms DESC LIMIT 1) AS created_open_ms,
  (SELECT b.open_ms_before + least(t.queued_ms, b.ends_ms) - b.begins_ms FROM _business_intervals AS b WHERE b.schedule_id = t.schedule_id AND b.begins_ms <= t.queued_ms ORDER BY b.begins_ms DESC LIMIT 1) AS queued_open_ms,
  (SELECT b.open_ms_before + least(t.first_assigned_ms, b.ends_ms) - b.begins_ms FROM _business_intervals AS b WHERE b.schedule_id = t.schedule_id AND b.begins_ms <= t.first_assigned_ms ORDER BY b.begins_ms DESC LIMIT 1) AS first_assigned_open_ms,
  (SELECT b.open_ms_before + least(t.first_reply_ms, b.ends_ms) - b.begins_ms FROM _business_intervals AS b WHERE b.schedule_id = t.schedule_id AND b.begins_ms <= t.first_reply_ms ORDER BY b.begins_ms DESC LIMIT 1) AS first_reply_open_ms,
  (SELECT b.open_ms_before + least(t.first_closed_ms, b.ends_ms) - b.begins_ms FROM _business_intervals AS b WHERE b.schedule_id = t.schedule_id AND b.begins_ms <= t.first_closed_ms ORDER BY b.begins_ms DESC LIMIT 1) AS first_closed_open_ms,
  (SELECT b.open_ms_before + least(t.closed_ms, b.ends_ms) - b.begins_ms FROM _business_intervals AS b WHERE b.schedule_id = t.schedule_id AND b.begins_ms <= t.closed_ms ORDER BY b.begins_ms DESC LIMIT 1) AS closed_open_ms
FROM _times AS t WHERE t.schedule_id IS NOT NULL;
ANALYZE _times;
ANALYZE _open_times;

DELETE FROM _conversation_facts WHERE conversation_id IN (SELECT id FROM _changed);
INSERT INTO _conversation_facts (
  conversation_id, status, channel, direction, queue_id, assignee_id, requester_id, schedule_id, parent_id,
  created_ms, updated_ms, queued_ms, first_assigned_ms, first_reply_ms, last_message_ms, first_closed_ms, closed_ms, anonymized_ms,
  created_day, created_hour, queued_day, first_reply_day, closed_day,
  created_open_ms, queued_open_ms, first_assigned_open_ms,
  first_response_seconds, first_response_business_seconds, waiting_seconds, waiting_business_seconds,
  handling_seconds, handling_business_seconds, first_resolution_seconds, first_resolution_business_seconds, resolution_seconds, resolution_business_seconds,
  replies, customer_messages, automatic_messages, is_one_touch, reopenings, transfers, assignments, is_abandoned,
  csat_score, nps_score, thumbs_score, rating_score, handling_duration, total_duration)
SELECT c.id, c.status, c.channel, c.direction, c.queue_id, c.assignee_id, c.requester_id, t.schedule_id, p.parent_id,
  t.created_ms, c.updated_ms, t.queued_ms, t.first_assigned_ms, t.first_reply_ms, t.last_message_ms, t.first_closed_ms, t.closed_ms, c.anonymized_ms,
  h.day_number, h.hour,
  (SELECT d.number FROM _days AS d WHERE d.begins_ms <= t.queued_ms ORDER BY d.begins_ms DESC LIMIT 1),
  (SELECT d.number FROM _days AS d WHERE d.begins_ms <= t.first_reply_ms ORDER BY d.begins_ms DESC LIMIT 1),
  (SELECT d.number FROM _days AS d WHERE d.begins_ms <= t.closed_ms ORDER BY d.begins_ms DESC LIMIT 1),
  o.created_open_ms, o.queued_open_ms, o.first_assigned_open_ms,
  CASE WHEN t.first_reply_ms < t.created_ms THEN 0 ELSE (t.first_reply_ms - t.created_ms) / 1000 END,
  CASE WHEN o.first_reply_open_ms < o.created_open_ms THEN 0 ELSE (o.first_reply_open_ms - o.created_open_ms) / 1000 END,
  CASE WHEN t.first_assigned_ms < t.queued_ms THEN 0 ELSE (t.first_assigned_ms - t.queued_ms) / 1000 END,
  CASE WHEN o.first_assigned_open_ms < o.queued_open_ms THEN 0 ELSE (o.first_assigned_open_ms - o.queued_open_ms) / 1000 END,
  CASE WHEN t.closed_ms < t.first_assigned_ms THEN 0 ELSE (t.closed_ms - t.first_assigned_ms) / 1000 END,
  CASE WHEN o.closed_open_ms < o.first_assigned_open_ms THEN 0 ELSE (o.closed_open_ms - o.first_assigned_open_ms) / 1000 END,
  CASE WHEN t.first_closed_ms < t.created_ms THEN 0 ELSE (t.first_closed_ms - t.created_ms) / 1000 END,
  CASE WHEN o.first_closed_open_ms < o.created_open_ms THEN 0 ELSE (o.first_closed_open_ms - o.created_open_ms) / 1000 END,
  CASE WHEN t.closed_ms < t.created_ms THEN 0 ELSE (t.closed_ms - t.created_ms) / 1000 END,
  CASE WHEN o.closed_open_ms < o.created_open_ms THEN 0 ELSE (o.closed_open_ms - o.created_open_ms) / 1000 END,
  CASE WHEN i.has_messages THEN coalesce(m.replies, 0) END,
  CASE WHEN i.has_messages THEN coalesce(m.customer_messages, 0) END,
  CASE WHEN i.has_messages THEN coalesce(m.automatic_messages, 0) END,
  CASE WHEN i.has_messages AND c.status = 'closed' THEN coalesce(m.replies, 0) = 1 END,
  CASE WHEN i.has_activities THEN coalesce(g.reopenings, 0) END,
  CASE WHEN i.has_activities THEN coalesce(l.transfers, 0) END,
  CASE WHEN i.has_activities THEN coalesce(l.assignments, 0) END,
  coalesce(t.queued_ms IS NOT NULL AND t.first_assigned_ms IS NULL AND c.status = 'closed' AND coalesce(m.replies, 0) = 0, false),
  s.csat_score, s.nps_score, s.thumbs_score, c.rating_score, c.handling_duration, c.total_duration
FROM _read AS c JOIN _times AS t ON t.id = c.id CROSS JOIN _inputs AS i
LEFT JOIN _open_times AS o ON o.id = c.id LEFT JOIN _told AS m ON m.conversation_id = c.id LEFT JOIN _logged AS l ON l.conversation_id = c.id
LEFT JOIN _parents AS p ON p.conversation_id = c.id LEFT JOIN _scores AS s ON s.conversation_id = c.id
LEFT JOIN (SELECT conversation_id, count(*) AS reopenings FROM _gaps GROUP BY conversation_id) AS g ON g.conversation_id = c.id
LEFT JOIN LATERAL (SELECT h.day_number, h.hour FROM _hours AS h WHERE h.begins_ms <= t.created_ms ORDER BY h.begins_ms DESC LIMIT 1) AS h ON true;

DELETE FROM _conversation_details WHERE conversation_id IN (SELECT id FROM _changed);
INSERT INTO _conversation_details (conversation_id, tags, custom_fields)
SELECT c.id, CASE WHEN jsonb_typeof(c.tags) = 'array' THEN c.tags ELSE '[]'::jsonb END,
  coalesce((SELECT jsonb_object_agg(f.value ->> 'identifier', f.value -> 'value' ORDER BY f.ordinal)
    FROM jsonb_array_elements(CASE WHEN jsonb_typeof(c.custom_fields) = 'array' THEN c.custom_fields ELSE '[]'::jsonb END) WITH ORDINALITY AS f (value, ordinal)
    WHERE f.value ->> 'identifier' IS NOT NULL), '{}'::jsonb)
FROM _read AS c;

-- From when to when each conversation was open. The last span ends when the conversation was closed; one that is not closed is open.
DELETE FROM _open_spans WHERE conversation_id IN (SELECT id FROM _changed);
INSERT INTO _open_spans (conversation_id, ordinal, begins_ms, ends_ms, begins_day, ends_day)
SELECT s.conversation_id, s.ordinal, s.begins_ms, s.ends_ms,
  (SELECT d.number FROM _days AS d WHERE d.begins_ms <= s.begins_ms ORDER BY d.begins_ms DESC LIMIT 1),
  (SELECT d.number FROM _days AS d WHERE d.begins_ms <= s.ends_ms ORDER BY d.begins_ms DESC LIMIT 1)
FROM (
  SELECT conversation_id, ordinal, begins_ms, CASE WHEN ends_ms < begins_ms THEN begins_ms ELSE ends_ms END AS ends_ms
  FROM (
    SELECT turns.conversation_id, turns.ordinal, turns.begins_ms, lead(turns.closed_ms, 1, t.ends_ms) OVER (PARTITION BY turns.conversation_id ORDER BY turns.ordinal) AS ends_ms
    FROM (
      SELECT id AS conversation_id, 0 AS ordinal, created_ms AS begins_ms, NULL::bigint AS closed_ms FROM _times
      UNION ALL SELECT conversation_id, ordinal, reopened_ms, closed_ms FROM _gaps) AS turns
    JOIN _times AS t ON t.id = turns.conversation_id) AS spans
  WHERE begins_ms IS NOT NULL) AS s;

-- When the agent in charge had one conversation more, and one less.
CREATE TEMP TABLE _moved ON COMMIT DROP AS SELECT agent_id, min(day) AS day FROM _agent_events WHERE conversation_id IN (SELECT id FROM _changed) GROUP BY agent_id;
DELETE FROM _agent_events WHERE conversation_id IN (SELECT id FROM _changed);
INSERT INTO _agent_events (conversation_id, ordinal, agent_id, at_ms, day, delta)
SELECT held.conversation_id, held.ordinal, held.assignee_id, e.at_ms, (SELECT d.number FROM _days AS d WHERE d.begins_ms <= e.at_ms ORDER BY d.begins_ms DESC LIMIT 1), e.delta
FROM (
  SELECT s.conversation_id, s.ordinal, c.assignee_id, greatest(s.begins_ms, c.assigned_ms) AS begins_ms, s.ends_ms
  FROM _open_spans AS s JOIN _read AS c ON c.id = s.conversation_id
  WHERE c.assignee_id IS NOT NULL AND c.assigned_ms IS NOT NULL AND (s.ends_ms IS NULL OR s.ends_ms > greatest(s.begins_ms, c.assigned_ms))) AS held
CROSS JOIN LATERAL (VALUES (held.begins_ms, 1), (held.ends_ms, -1)) AS e (at_ms, delta)
WHERE e.at_ms IS NOT NULL;

-- The most that each agent had at once on each day with a change, and what the day left: from the first day on that has another change than before.
INSERT INTO _moved (agent_id, day) SELECT agent_id, min(day) FROM _agent_events WHERE conversation_id IN (SELECT id FROM _changed) GROUP BY agent_id;
DELETE FROM _agent_peaks WHERE EXISTS (SELECT 1 FROM _moved AS m WHERE m.agent_id = _agent_peaks.agent_id AND m.day <= _agent_peaks.day);
INSERT INTO _agent_peaks (agent_id, day, most_at_once, left_over)
SELECT agent_id, day, carried + max(CASE WHEN delta < 0 THEN running + 1 ELSE running END), carried + sum(sum(delta)) OVER (PARTITION BY agent_id ORDER BY day ROWS UNBOUNDED PRECEDING)
FROM (
  SELECT e.agent_id, e.day, e.delta, start.carried, sum(e.delta) OVER (PARTITION BY e.agent_id ORDER BY e.at_ms, e.delta ROWS UNBOUNDED PRECEDING) AS running
  FROM (
    SELECT m.agent_id, m.day, coalesce((SELECT p.left_over FROM _agent_peaks AS p WHERE p.agent_id = m.agent_id ORDER BY p.day DESC LIMIT 1), 0) AS carried
    FROM (SELECT agent_id, min(day) AS day FROM _moved GROUP BY agent_id) AS m) AS start
  JOIN _agent_events AS e ON e.agent_id = start.agent_id AND e.day >= start.day) AS running
GROUP BY agent_id, day, carried;

-- To whom it was given: as the activity log says, or where that says nothing, the export.
DELETE FROM _assignments WHERE conversation_id IN (SELECT id FROM _changed);
INSERT INTO _assignments (conversation_id, ordinal, agent_id, day)
SELECT conversation_id, ordinal, agent_id, (SELECT d.number FROM _days AS d WHERE d.begins_ms <= at_ms ORDER BY d.begins_ms DESC LIMIT 1)
FROM (
  SELECT e.conversation_id, (row_number() OVER (PARTITION BY e.conversation_id ORDER BY e.at_ms, e.agent_id COLLATE "C"))::integer AS ordinal, e.agent_id, e.at_ms
  FROM _events AS e JOIN _read AS c ON c.id = e.conversation_id WHERE e.type = 'ConversationAssigned' AND e.agent_id IS NOT NULL
  UNION ALL
  SELECT c.id, 0, c.assignee_id, c.assigned_ms
  FROM _read AS c
  WHERE c.assignee_id IS NOT NULL AND c.assigned_ms IS NOT NULL
    AND NOT EXISTS (SELECT FROM _events AS e WHERE e.conversation_id = c.id AND e.type = 'ConversationAssigned' AND e.agent_id IS NOT NULL)) AS given;

DELETE FROM _replies WHERE conversation_id IN (SELECT id FROM _changed);
INSERT INTO _replies (conversation_id, author_email, day, messages)
SELECT conversation_id, author_email, day, count(*)
FROM (
  SELECT m.conversation_id, m.author_email, (SELECT d.number FROM _days AS d WHERE d.begins_ms <= m.created_ms ORDER BY d.begins_ms DESC LIMIT 1) AS day
  FROM in_messages AS m JOIN _changed ON _changed.id = m.conversation_id JOIN _times AS t ON t.id = m.conversation_id
  WHERE m.direction = 'outbound' AND NOT m.is_automatic AND m.author_email IS NOT NULL AND m.created_ms IS NOT NULL) AS written
WHERE day IS NOT NULL
GROUP BY conversation_id, author_email, day;

-- Tags, and what was chosen in custom fields that offer a choice.
DELETE FROM _reasons WHERE conversation_id IN (SELECT id FROM _changed);
INSERT INTO _reasons (conversation_id, ordinal, kind, field, reason, day)
SELECT conversation_id, row_number() OVER (PARTITION BY conversation_id ORDER BY kind DESC, ordinal), kind, field, reason, created_day
FROM (
  SELECT c.id AS conversation_id, 'tag' AS kind, NULL AS field, t.value #>> '{}' AS reason, min(t.ordinal) AS ordinal
  FROM _read AS c
  CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(c.tags) = 'array' THEN c.tags ELSE '[]'::jsonb END) WITH ORDINALITY AS t (value, ordinal)
  WHERE t.value #>> '{}' IS NOT NULL
  GROUP BY c.id, t.value #>> '{}'
  UNION ALL
  SELECT c.id, 'custom_field', f.value ->> 'identifier',
    CASE WHEN jsonb_typeof(f.value -> 'value') = 'array' THEN (SELECT string_agg(v.step, ' / ' ORDER BY v.place) FROM jsonb_array_elements_text(f.value -> 'value') WITH ORDINALITY AS v (step, place)) ELSE f.value ->> 'value' END,
    f.ordinal
  FROM _read AS c
  CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(c.custom_fields) = 'array' THEN c.custom_fields ELSE '[]'::jsonb END) WITH ORDINALITY AS f (value, ordinal)
  WHERE f.value ->> 'identifier' IS NOT NULL AND (lower(f.value ->> 'data_type') = 'select' OR jsonb_typeof(f.value -> 'value') = 'array')) AS given
JOIN _conversation_facts USING (conversation_id)
WHERE reason <> '';

-- Queues and agents by name: as their streams list them today, else as the conversation that changed last had them.
INSERT INTO _queues (queue_id, exported_name, exported_ms)
SELECT DISTINCT ON (c.queue_id) c.queue_id, c.queue_name, coalesce(c.updated_ms, 0)
FROM _read AS c WHERE c.queue_id IS NOT NULL ORDER BY c.queue_id, c.updated_ms DESC NULLS LAST, c.id DESC
ON CONFLICT (queue_id) DO UPDATE SET exported_name = excluded.exported_name, exported_ms = excluded.exported_ms WHERE _queues.exported_ms IS NULL OR excluded.exported_ms >= _queues.exported_ms;
UPDATE _queues SET listed_name = NULL WHERE listed_name IS NOT NULL AND queue_id NOT IN (SELECT id FROM in_queues WHERE id IS NOT NULL);
INSERT INTO _queues (queue_id, listed_name) SELECT id, name FROM in_queues WHERE id IS NOT NULL
ON CONFLICT (queue_id) DO UPDATE SET listed_name = excluded.listed_name WHERE _queues.listed_name IS DISTINCT FROM excluded.listed_name;
UPDATE _queues SET name = coalesce(listed_name, exported_name) WHERE name IS DISTINCT FROM coalesce(listed_name, exported_name);

INSERT INTO _agents (agent_id, exported_name, exported_email, exported_ms)
SELECT DISTINCT ON (c.assignee_id) c.assignee_id, c.assignee_name, c.assignee_email, coalesce(c.updated_ms, 0)
FROM _read AS c WHERE c.assignee_id IS NOT NULL ORDER BY c.assignee_id, c.updated_ms DESC NULLS LAST, c.id DESC
ON CONFLICT (agent_id) DO UPDATE SET exported_name = excluded.exported_name, exported_email = excluded.exported_email, exported_ms = excluded.exported_ms
WHERE _agents.exported_ms IS NULL OR excluded.exported_ms >= _agents.exported_ms;
UPDATE _agents SET listed_name = NULL, listed_email = NULL WHERE agent_id NOT IN (SELECT id FROM in_agents WHERE id IS NOT NULL);
INSERT INTO _agents (agent_id, listed_name, listed_email) SELECT id, name, email FROM in_agents WHERE id IS NOT NULL
ON CONFLICT (agent_id) DO UPDATE SET listed_name = excluded.listed_name, listed_email = excluded.listed_email;
UPDATE _agents SET name = coalesce(listed_name, exported_name), email = coalesce(listed_email, exported_email),
  team = (SELECT min(t.name COLLATE "C") FROM in_team_members AS m JOIN in_teams AS t ON t.id = m.team_id WHERE m.agent_id = _agents.agent_id),
  teams = (SELECT jsonb_agg(t.name ORDER BY t.name COLLATE "C", t.id) FROM in_team_members AS m JOIN in_teams AS t ON t.id = m.team_id WHERE m.agent_id = _agents.agent_id);
