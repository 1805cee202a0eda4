-- Computes everything of the conversations in _changed, from the streams' tables as in_… shows them. All times are epoch milliseconds, UTC.
-- A CROSS JOIN keeps its order here: the table on the left is gone through, the one on the right looked up.

-- The conversations themselves, read once.
CREATE TEMP TABLE _read (
  id INTEGER PRIMARY KEY, created_ms, updated_ms, queued_ms, assigned_ms, closed_ms, last_message_ms, anonymized_ms, channel, direction, status, requester_id,
  queue_id, queue_name, assignee_id, assignee_name, assignee_email, rating_score, ratings, tags, custom_fields, handling_duration, total_duration);
INSERT INTO _read
SELECT c.id, c.created_ms, c.updated_ms, c.queued_ms, c.assigned_ms, c.closed_ms, c.last_message_ms, c.anonymized_ms, c.channel, c.direction, c.status, c.requester_id,
  c.queue_id, c.queue_name, c.assignee_id, c.assignee_name, c.assignee_email, c.rating_score,
  CASE WHEN json_type(c.ratings) = 'array' THEN c.ratings ELSE '[]' END, CASE WHEN json_type(c.tags) = 'array' THEN c.tags ELSE '[]' END,
  CASE WHEN json_type(c.custom_fields) = 'array' THEN c.custom_fields ELSE '[]' END, c.handling_duration, c.total_duration
FROM _changed CROSS JOIN in_conversations AS c ON c.id = _changed.id;

-- What became of each conversation in its messages.
CREATE TEMP TABLE _told (conversation_id INTEGER PRIMARY KEY, first_reply_ms, last_message_ms, replies, customer_messages, automatic_messages);
INSERT INTO _told
SELECT m.conversation_id,
  min(m.created_ms) FILTER (WHERE m.direction = 'outbound' AND NOT m.is_automatic),
  max(m.created_ms),
  count(*) FILTER (WHERE m.direction = 'outbound' AND NOT m.is_automatic),
  count(*) FILTER (WHERE m.direction = 'inbound' AND NOT m.is_automatic),
  count(*) FILTER (WHERE m.is_automatic)
FROM in_messages AS m CROSS JOIN _changed ON _changed.id = m.conversation_id
GROUP BY m.conversation_id;

-- What the activity log says of it.
CREATE TEMP TABLE _events (conversation_id INTEGER, at_ms INTEGER, type TEXT, agent_id TEXT, parent_id);
INSERT INTO _events
SELECT a.conversation_id, a.at_ms, a.type, a.agent_id, a.parent_id
FROM in_activity_logs AS a CROSS JOIN _changed ON _changed.id = a.conversation_id
WHERE a.type IN ('ConversationAssigned', 'ConversationClosed', 'ConversationReopened', 'TransferSuccessful', 'ConversationLinkedToParent', 'ConversationUnlinkedToParent') AND a.at_ms IS NOT NULL
ORDER BY 1, 2, 3;
CREATE INDEX temp._events_by_conversation ON _events (conversation_id, at_ms, type);
CREATE TEMP TABLE _logged (conversation_id INTEGER PRIMARY KEY, first_assigned_ms, assignments, transfers, first_closed_ms, last_closed_ms);
INSERT INTO _logged
SELECT conversation_id,
  min(at_ms) FILTER (WHERE type = 'ConversationAssigned'),
  count(*) FILTER (WHERE type = 'ConversationAssigned'),
  count(*) FILTER (WHERE type = 'TransferSuccessful'),
  min(at_ms) FILTER (WHERE type = 'ConversationClosed'),
  max(at_ms) FILTER (WHERE type = 'ConversationClosed')
FROM _events GROUP BY conversation_id;
CREATE TEMP TABLE _parents (conversation_id INTEGER PRIMARY KEY, parent_id);
INSERT INTO _parents
SELECT conversation_id, CASE WHEN type = 'ConversationLinkedToParent' AND typeof(parent_id) = 'integer' THEN parent_id END
FROM (
  SELECT conversation_id, type, parent_id, row_number() OVER (PARTITION BY conversation_id ORDER BY at_ms DESC, type DESC) AS place
  FROM _events WHERE type IN ('ConversationLinkedToParent', 'ConversationUnlinkedToParent'))
WHERE place = 1;

-- A closing that didn't last: the first one since the conversation was open, and the first reopening after it.
CREATE TEMP TABLE _gaps (conversation_id INTEGER, closed_ms, reopened_ms, ordinal, PRIMARY KEY (conversation_id, ordinal)) WITHOUT ROWID;
INSERT INTO _gaps
SELECT conversation_id, closed_ms, at_ms, row_number() OVER (PARTITION BY conversation_id ORDER BY at_ms)
FROM (
  SELECT conversation_id, type, at_ms, lag(at_ms) OVER (PARTITION BY conversation_id ORDER BY at_ms, type) AS closed_ms
  FROM (
    SELECT conversation_id, type, at_ms, lag(type, 1, 'ConversationReopened') OVER (PARTITION BY conversation_id ORDER BY at_ms, type) AS before
    FROM _events WHERE type IN ('ConversationClosed', 'ConversationReopened'))
  WHERE type <> before)
WHERE type = 'ConversationReopened';

DELETE FROM _ratings WHERE conversation_id IN (SELECT id FROM _changed);
INSERT INTO _ratings (conversation_id, ordinal, kind, status, score, offered_ms, rated_ms, day)
SELECT conversation_id, ordinal, kind, status, score, offered_ms, rated_ms,
  (SELECT d.number FROM _days AS d WHERE d.begins_ms <= coalesce(offered_ms, rated_ms, created_ms) ORDER BY d.begins_ms DESC LIMIT 1)
FROM (
  SELECT c.id AS conversation_id, r.key + 1 AS ordinal, lower(json_extract(r.value, '$.rating_status')) AS status,
    CASE WHEN lower(json_extract(r.value, '$.rating_type')) IN ('csat', 'stars') THEN 'csat' WHEN lower(json_extract(r.value, '$.rating_type')) LIKE 'thumb%' THEN 'thumbs'
      ELSE lower(json_extract(r.value, '$.rating_type')) END AS kind,
    CASE WHEN json_type(r.value, '$.rating_score') = 'integer' THEN json_extract(r.value, '$.rating_score') END AS score,
    CASE WHEN json_type(r.value, '$.rating_offered_timestamp') = 'integer' THEN json_extract(r.value, '$.rating_offered_timestamp') END AS offered_ms,
    CASE WHEN json_type(r.value, '$.rating_rated_timestamp') = 'integer' THEN json_extract(r.value, '$.rating_rated_timestamp') END AS rated_ms,
    CASE WHEN json_type(r.value, '$.rating_created_timestamp') = 'integer' THEN json_extract(r.value, '$.rating_created_timestamp') END AS created_ms
  FROM _read AS c, json_each(c.ratings) AS r
  WHERE r.type = 'object');
CREATE TEMP TABLE _scores (conversation_id INTEGER PRIMARY KEY, csat_score, nps_score, thumbs_score);
INSERT INTO _scores
SELECT conversation_id, max(score) FILTER (WHERE kind = 'csat'), max(score) FILTER (WHERE kind = 'nps'), max(score) FILTER (WHERE kind = 'thumbs')
FROM (
  SELECT r.conversation_id, r.kind, r.score, row_number() OVER (PARTITION BY r.conversation_id, r.kind ORDER BY r.rated_ms DESC NULLS LAST, r.ordinal DESC) AS place
  FROM _read AS c CROSS JOIN _ratings AS r ON r.conversation_id = c.id WHERE r.status = 'rated' AND r.score IS NOT NULL)
WHERE place = 1
GROUP BY conversation_id;

-- Times, with the rules that make them: see docs/answers.md.
CREATE TEMP TABLE _times (id INTEGER PRIMARY KEY, created_ms, queued_ms, first_assigned_ms, first_reply_ms, last_message_ms, first_closed_ms, closed_ms, ends_ms, schedule_id);
INSERT INTO _times
SELECT id, created_ms, queued_ms, first_assigned_ms,
  CASE WHEN direction = 'inbound' THEN CASE WHEN lower(channel) = 'pstnphone' THEN min(coalesce(first_reply_ms, first_assigned_ms), coalesce(first_assigned_ms, first_reply_ms)) ELSE first_reply_ms END END,
  last_message_ms, first_closed_ms,
  CASE WHEN status = 'closed' THEN closed_ms END,
  CASE WHEN status = 'closed' THEN coalesce(closed_ms, updated_ms, created_ms) END,
  schedule_id
FROM (
  SELECT c.id, c.created_ms, c.updated_ms, c.queued_ms, c.direction, c.channel, c.status, t.first_reply_ms,
    min(coalesce(c.assigned_ms, l.first_assigned_ms), coalesce(l.first_assigned_ms, c.assigned_ms)) AS first_assigned_ms,
    max(coalesce(c.last_message_ms, t.last_message_ms), coalesce(t.last_message_ms, c.last_message_ms)) AS last_message_ms,
    min(coalesce(c.closed_ms, l.first_closed_ms), coalesce(l.first_closed_ms, c.closed_ms)) AS first_closed_ms,
    max(coalesce(c.closed_ms, l.last_closed_ms), coalesce(l.last_closed_ms, c.closed_ms)) AS closed_ms,
    coalesce(q.schedule_id, i.default_schedule) AS schedule_id
  FROM _read AS c CROSS JOIN _inputs AS i
  LEFT JOIN _told AS t ON t.conversation_id = c.id LEFT JOIN _logged AS l ON l.conversation_id = c.id LEFT JOIN _queue_schedules AS q ON q.queue_id = c.queue_id);

-- How long the conversation's schedule had been open by each time, since the schedule's beginning.
CREATE TEMP TABLE _open_times (id INTEGER PRIMARY KEY, created_open_ms, queued_open_ms, first_assigned_open_ms, first_reply_open_ms, first_closed_open_ms, closed_open_ms);
INSERT INTO _open_times
SELECT t.id,
  (SELECT b.open_ms_before + min(t.created_ms, b.ends_ms) - b.begins_ms FROM _business_intervals AS b WHERE b.schedule_id = t.schedule_id AND b.begins_ms <= t.created_ms ORDER BY b.begins_ms DESC LIMIT 1),
  (SELECT b.open_ms_before + min(t.queued_ms, b.ends_ms) - b.begins_ms FROM _business_intervals AS b WHERE b.schedule_id = t.schedule_id AND b.begins_ms <= t.queued_ms ORDER BY b.begins_ms DESC LIMIT 1),
  (SELECT b.open_ms_before + min(t.first_assigned_ms, b.ends_ms) - b.begins_ms FROM _business_intervals AS b WHERE b.schedule_id = t.schedule_id AND b.begins_ms <= t.first_assigned_ms ORDER BY b.begins_ms DESC LIMIT 1),
  (SELECT b.open_ms_before + min(t.first_reply_ms, b.ends_ms) - b.begins_ms FROM _business_intervals AS b WHERE b.schedule_id = t.schedule_id AND b.begins_ms <= t.first_reply_ms ORDER BY b.begins_ms DESC LIMIT 1),
  (SELECT b.open_ms_before + min(t.first_closed_ms, b.ends_ms) - b.begins_ms FROM _business_intervals AS b WHERE b.schedule_id = t.schedule_id AND b.begins_ms <= t.first_closed_ms ORDER BY b.begins_ms DESC LIMIT 1),
  (SELECT b.open_ms_before + min(t.closed_ms, b.ends_ms) - b.begins_ms FROM _business_intervals AS b WHERE b.schedule_id = t.schedule_id AND b.begins_ms <= t.closed_ms ORDER BY b.begins_ms DESC LIMIT 1)
FROM _times AS t WHERE t.schedule_id IS NOT NULL;

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
  (SELECT h.day_number FROM _hours AS h WHERE h.begins_ms <= t.created_ms ORDER BY h.begins_ms DESC LIMIT 1),
  (SELECT h.hour FROM _hours AS h WHERE h.begins_ms <= t.created_ms ORDER BY h.begins_ms DESC LIMIT 1),
  (SELECT d.number FROM _days AS d WHERE d.begins_ms <= t.queued_ms ORDER BY d.begins_ms DESC LIMIT 1),
  (SELECT d.number FROM _days AS d WHERE d.begins_ms <= t.first_reply_ms ORDER BY d.begins_ms DESC LIMIT 1),
  (SELECT d.number FROM _days AS d WHERE d.begins_ms <= t.closed_ms ORDER BY d.begins_ms DESC LIMIT 1),
  o.created_open_ms, o.queued_open_ms, o.first_assigned_open_ms,
  max(0, t.first_reply_ms - t.created_ms) / 1000, max(0, o.first_reply_open_ms - o.created_open_ms) / 1000,
  max(0, t.first_assigned_ms - t.queued_ms) / 1000, max(0, o.first_assigned_open_ms - o.queued_open_ms) / 1000,
  max(0, t.closed_ms - t.first_assigned_ms) / 1000, max(0, o.closed_open_ms - o.first_assigned_open_ms) / 1000,
  max(0, t.first_closed_ms - t.created_ms) / 1000, max(0, o.first_closed_open_ms - o.created_open_ms) / 1000,
  max(0, t.closed_ms - t.created_ms) / 1000, max(0, o.closed_open_ms - o.created_open_ms) / 1000,
  CASE WHEN i.has_messages THEN coalesce(m.replies, 0) END,
  CASE WHEN i.has_messages THEN coalesce(m.customer_messages, 0) END,
  CASE WHEN i.has_messages THEN coalesce(m.automatic_messages, 0) END,
  CASE WHEN i.has_messages AND c.status = 'closed' THEN coalesce(m.replies, 0) = 1 END,
  CASE WHEN i.has_activities THEN (SELECT count(*) FROM _gaps AS g WHERE g.conversation_id = c.id) END,
  CASE WHEN i.has_activities THEN coalesce(l.transfers, 0) END,
  CASE WHEN i.has_activities THEN coalesce(l.assignments, 0) END,
  coalesce(t.queued_ms IS NOT NULL AND t.first_assigned_ms IS NULL AND c.status = 'closed' AND coalesce(m.replies, 0) = 0, 0),
  s.csat_score, s.nps_score, s.thumbs_score, c.rating_score, c.handling_duration, c.total_duration
FROM _read AS c CROSS JOIN _inputs AS i CROSS JOIN _times AS t ON t.id = c.id
LEFT JOIN _open_times AS o ON o.id = c.id LEFT JOIN _told AS m ON m.conversation_id = c.id LEFT JOIN _logged AS l ON l.conversation_id = c.id
LEFT JOIN _parents AS p ON p.conversation_id = c.id LEFT JOIN _scores AS s ON s.conversation_id = c.id;

DELETE FROM _conversation_details WHERE conversation_id IN (SELECT id FROM _changed);
INSERT INTO _conversation_details (conversation_id, tags, custom_fields)
SELECT c.id, json(c.tags),
  coalesce((SELECT json_group_object(name, json(value)) FROM (
    SELECT json_extract(f.value, '$.identifier') AS name, coalesce(f.value -> '$.value', 'null') AS value, max(f.key)
    FROM json_each(c.custom_fields) AS f WHERE json_extract(f.value, '$.identifier') IS NOT NULL GROUP BY 1)), '{}')
FROM _read AS c;

-- From when to when each conversation was open. The last span ends when the conversation was closed; one that is not closed is open.
DELETE FROM _open_spans WHERE conversation_id IN (SELECT id FROM _changed);
INSERT INTO _open_spans (conversation_id, ordinal, begins_ms, ends_ms, begins_day, ends_day)
SELECT s.conversation_id, s.ordinal, s.begins_ms, s.ends_ms,
  (SELECT d.number FROM _days AS d WHERE d.begins_ms <= s.begins_ms ORDER BY d.begins_ms DESC LIMIT 1),
  (SELECT d.number FROM _days AS d WHERE d.begins_ms <= s.ends_ms ORDER BY d.begins_ms DESC LIMIT 1)
FROM (
  SELECT conversation_id, ordinal, begins_ms, max(begins_ms, ends_ms) AS ends_ms
  FROM (
    SELECT t.id AS conversation_id, 0 AS ordinal, t.created_ms AS begins_ms, coalesce((SELECT g.closed_ms FROM _gaps AS g WHERE g.conversation_id = t.id AND g.ordinal = 1), t.ends_ms) AS ends_ms
    FROM _times AS t
    UNION ALL
    SELECT g.conversation_id, g.ordinal, g.reopened_ms, coalesce((SELECT n.closed_ms FROM _gaps AS n WHERE n.conversation_id = g.conversation_id AND n.ordinal = g.ordinal + 1), t.ends_ms)
    FROM _gaps AS g CROSS JOIN _times AS t ON t.id = g.conversation_id)
  WHERE begins_ms IS NOT NULL) AS s;

-- When the agent in charge had one conversation more, and one less.
CREATE TEMP TABLE _moved AS SELECT agent_id, min(day) AS day FROM _agent_events WHERE conversation_id IN (SELECT id FROM _changed) GROUP BY agent_id;
DELETE FROM _agent_events WHERE conversation_id IN (SELECT id FROM _changed);
CREATE TEMP TABLE _held AS
SELECT s.conversation_id, s.ordinal, c.assignee_id, max(s.begins_ms, c.assigned_ms) AS begins_ms, s.ends_ms
FROM _read AS c CROSS JOIN _open_spans AS s ON s.conversation_id = c.id
WHERE c.assignee_id IS NOT NULL AND c.assigned_ms IS NOT NULL AND (s.ends_ms IS NULL OR s.ends_ms > max(s.begins_ms, c.assigned_ms));
INSERT INTO _agent_events (conversation_id, ordinal, agent_id, at_ms, day, delta)
SELECT conversation_id, ordinal, assignee_id, at_ms, (SELECT d.number FROM _days AS d WHERE d.begins_ms <= at_ms ORDER BY d.begins_ms DESC LIMIT 1), delta
FROM (
  SELECT conversation_id, ordinal, assignee_id, begins_ms AS at_ms, 1 AS delta FROM _held
  UNION ALL SELECT conversation_id, ordinal, assignee_id, ends_ms, -1 FROM _held WHERE ends_ms IS NOT NULL);

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
  SELECT e.conversation_id, row_number() OVER (PARTITION BY e.conversation_id ORDER BY e.at_ms, e.agent_id) AS ordinal, e.agent_id, e.at_ms
  FROM _events AS e CROSS JOIN _times AS t ON t.id = e.conversation_id WHERE e.type = 'ConversationAssigned' AND e.agent_id IS NOT NULL
  UNION ALL
  SELECT c.id, 0, c.assignee_id, c.assigned_ms
  FROM _read AS c
  WHERE c.assignee_id IS NOT NULL AND c.assigned_ms IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM _events AS e WHERE e.conversation_id = c.id AND e.type = 'ConversationAssigned' AND e.agent_id IS NOT NULL));

DELETE FROM _replies WHERE conversation_id IN (SELECT id FROM _changed);
INSERT INTO _replies (conversation_id, author_email, day, messages)
SELECT conversation_id, author_email, day, count(*)
FROM (
  SELECT m.conversation_id, m.author_email, (SELECT d.number FROM _days AS d WHERE d.begins_ms <= m.created_ms ORDER BY d.begins_ms DESC LIMIT 1) AS day
  FROM in_messages AS m CROSS JOIN _times AS t ON t.id = m.conversation_id
  WHERE m.direction = 'outbound' AND NOT m.is_automatic AND m.author_email IS NOT NULL AND m.created_ms IS NOT NULL)
WHERE day IS NOT NULL
GROUP BY conversation_id, author_email, day;

-- Tags, and what was chosen in custom fields that offer a choice.
DELETE FROM _reasons WHERE conversation_id IN (SELECT id FROM _changed);
INSERT INTO _reasons (conversation_id, ordinal, kind, field, reason, day)
SELECT conversation_id, row_number() OVER (PARTITION BY conversation_id ORDER BY kind DESC, ordinal), kind, field, reason, day
FROM (
  SELECT c.id AS conversation_id, 'tag' AS kind, NULL AS field, CAST(t.value AS TEXT) AS reason, min(t.key) AS ordinal, (SELECT f.created_day FROM _conversation_facts AS f WHERE f.conversation_id = c.id) AS day
  FROM _read AS c, json_each(c.tags) AS t
  WHERE t.value IS NOT NULL
  GROUP BY c.id, CAST(t.value AS TEXT)
  UNION ALL
  SELECT c.id, 'custom_field', json_extract(f.value, '$.identifier'),
    CASE json_type(f.value, '$.value') WHEN 'array' THEN (SELECT group_concat(v.value, ' / ' ORDER BY v.key) FROM json_each(f.value, '$.value') AS v WHERE v.value IS NOT NULL) ELSE CAST(json_extract(f.value, '$.value') AS TEXT) END,
    f.key, (SELECT f.created_day FROM _conversation_facts AS f WHERE f.conversation_id = c.id)
  FROM _read AS c, json_each(c.custom_fields) AS f
  WHERE json_extract(f.value, '$.identifier') IS NOT NULL AND (lower(json_extract(f.value, '$.data_type')) = 'select' OR json_type(f.value, '$.value') = 'array'))
WHERE reason <> '';

-- Queues and agents by name: as their streams list them today, else as the conversation that changed last had them.
INSERT INTO _queues (queue_id, exported_name, exported_ms)
SELECT queue_id, queue_name, updated_ms FROM (
  SELECT queue_id, queue_name, coalesce(updated_ms, 0) AS updated_ms, row_number() OVER (PARTITION BY queue_id ORDER BY updated_ms DESC NULLS LAST, id DESC) AS place FROM _read WHERE queue_id IS NOT NULL)
WHERE place = 1
ON CONFLICT (queue_id) DO UPDATE SET exported_name = excluded.exported_name, exported_ms = excluded.exported_ms WHERE exported_ms IS NULL OR excluded.exported_ms >= exported_ms;
UPDATE _queues SET listed_name = NULL WHERE queue_id NOT IN (SELECT id FROM in_queues WHERE id IS NOT NULL);
INSERT INTO _queues (queue_id, listed_name) SELECT id, name FROM in_queues WHERE id IS NOT NULL
ON CONFLICT (queue_id) DO UPDATE SET listed_name = excluded.listed_name;
UPDATE _queues SET name = coalesce(listed_name, exported_name) WHERE name IS NOT coalesce(listed_name, exported_name);

INSERT INTO _agents (agent_id, exported_name, exported_email, exported_ms)
SELECT assignee_id, assignee_name, assignee_email, updated_ms FROM (
  SELECT assignee_id, assignee_name, assignee_email, coalesce(updated_ms, 0) AS updated_ms, row_number() OVER (PARTITION BY assignee_id ORDER BY updated_ms DESC NULLS LAST, id DESC) AS place
  FROM _read WHERE assignee_id IS NOT NULL)
WHERE place = 1
ON CONFLICT (agent_id) DO UPDATE SET exported_name = excluded.exported_name, exported_email = excluded.exported_email, exported_ms = excluded.exported_ms WHERE exported_ms IS NULL OR excluded.exported_ms >= exported_ms;
UPDATE _agents SET listed_name = NULL, listed_email = NULL WHERE agent_id NOT IN (SELECT id FROM in_agents WHERE id IS NOT NULL);
INSERT INTO _agents (agent_id, listed_name, listed_email) SELECT id, name, email FROM in_agents WHERE id IS NOT NULL
ON CONFLICT (agent_id) DO UPDATE SET listed_name = excluded.listed_name, listed_email = excluded.listed_email;
UPDATE _agents SET name = coalesce(listed_name, exported_name), email = coalesce(listed_email, exported_email),
  team = (SELECT min(t.name) FROM in_team_members AS m JOIN in_teams AS t ON t.id = m.team_id WHERE m.agent_id = _agents.agent_id),
  teams = (SELECT CASE WHEN count(*) > 0 THEN json_group_array(name) END FROM (
    SELECT t.name FROM in_team_members AS m JOIN in_teams AS t ON t.id = m.team_id WHERE m.agent_id = _agents.agent_id ORDER BY t.name, t.id));
