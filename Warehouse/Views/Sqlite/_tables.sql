-- What a refresh writes and the views read. A column's type never changes: a new one gets a new name.
CREATE TABLE IF NOT EXISTS _days (number INTEGER PRIMARY KEY, day date_text NOT NULL, weekday integer NOT NULL, begins_ms bigint NOT NULL, ends_ms bigint NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS _days_begins ON _days (begins_ms);
CREATE TABLE IF NOT EXISTS _hours (begins_ms INTEGER PRIMARY KEY, day_number integer NOT NULL, hour integer NOT NULL);
CREATE TABLE IF NOT EXISTS _schedules (schedule_id text PRIMARY KEY, name text NOT NULL, timezone text NOT NULL, is_default boolean_int NOT NULL);
CREATE TABLE IF NOT EXISTS _business_intervals (
  schedule_id text NOT NULL, begins_ms bigint NOT NULL, ends_ms bigint NOT NULL, open_ms_before bigint NOT NULL, PRIMARY KEY (schedule_id, begins_ms)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _queues (queue_id text PRIMARY KEY, exported_name text, exported_ms bigint, listed_name text, name text);
CREATE TABLE IF NOT EXISTS _agents (
  agent_id text PRIMARY KEY, exported_name text, exported_email text, exported_ms bigint, listed_name text, listed_email text, name text, email text, team text, teams json_text);
CREATE TABLE IF NOT EXISTS _conversation_facts (
  conversation_id INTEGER PRIMARY KEY, status text, channel text, direction text, queue_id text, assignee_id text, requester_id text, schedule_id text, parent_id bigint,
  created_ms bigint, updated_ms bigint, queued_ms bigint, first_assigned_ms bigint, first_reply_ms bigint, last_message_ms bigint, first_closed_ms bigint, closed_ms bigint, anonymized_ms bigint,
  created_day integer, created_hour integer, queued_day integer, first_reply_day integer, closed_day integer,
  created_open_ms bigint, queued_open_ms bigint, first_assigned_open_ms bigint,
  first_response_seconds bigint, first_response_business_seconds bigint, waiting_seconds bigint, waiting_business_seconds bigint,
  handling_seconds bigint, handling_business_seconds bigint, first_resolution_seconds bigint, first_resolution_business_seconds bigint, resolution_seconds bigint, resolution_business_seconds bigint,
  replies bigint, customer_messages bigint, automatic_messages bigint, is_one_touch boolean_int, reopenings bigint, transfers bigint, assignments bigint, is_abandoned boolean_int,
  csat_score bigint, nps_score bigint, thumbs_score bigint, rating_score bigint, handling_duration bigint, total_duration bigint);
CREATE TABLE IF NOT EXISTS _conversation_details (conversation_id INTEGER PRIMARY KEY, tags json_text, custom_fields json_text);
CREATE TABLE IF NOT EXISTS _open_spans (
  conversation_id bigint NOT NULL, ordinal integer NOT NULL, begins_ms bigint NOT NULL, ends_ms bigint, begins_day integer, ends_day integer, PRIMARY KEY (conversation_id, ordinal)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _agent_events (
  conversation_id bigint NOT NULL, ordinal integer NOT NULL, agent_id text NOT NULL, at_ms bigint NOT NULL, day integer NOT NULL, delta integer NOT NULL, PRIMARY KEY (conversation_id, ordinal, delta)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS _agent_events_of_agent ON _agent_events (agent_id, day);
CREATE TABLE IF NOT EXISTS _agent_peaks (agent_id text NOT NULL, day integer NOT NULL, most_at_once bigint NOT NULL, left_over bigint NOT NULL, PRIMARY KEY (agent_id, day)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _assignments (conversation_id bigint NOT NULL, ordinal integer NOT NULL, agent_id text NOT NULL, day integer, PRIMARY KEY (conversation_id, ordinal)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _replies (conversation_id bigint NOT NULL, author_email text NOT NULL, day integer NOT NULL, messages bigint NOT NULL, PRIMARY KEY (conversation_id, author_email, day)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _ratings (
  conversation_id bigint NOT NULL, ordinal integer NOT NULL, kind text, status text, score bigint, offered_ms bigint, rated_ms bigint, day integer, PRIMARY KEY (conversation_id, ordinal)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _reasons (
  conversation_id bigint NOT NULL, ordinal integer NOT NULL, kind text NOT NULL, field text, reason text NOT NULL, day integer, PRIMARY KEY (conversation_id, ordinal)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _views (name text PRIMARY KEY, definition text NOT NULL, refreshed_at timestamptz_text);
CREATE TABLE IF NOT EXISTS _views_state (
  only_row boolean_int PRIMARY KEY DEFAULT 1 CHECK (only_row), as_of_ms bigint NOT NULL, as_of_day integer NOT NULL, first_day integer, timezone text NOT NULL, business_hours text,
  signature text NOT NULL, read_until_ms bigint, first_ms bigint, has_messages boolean_int NOT NULL, has_activities boolean_int NOT NULL);
-- The user's own: a refresh makes them where they are missing, and never writes to them.
CREATE TABLE IF NOT EXISTS sla_targets (
  queue text, channel text, measure text NOT NULL, target_seconds bigint NOT NULL CHECK (target_seconds >= 0),
  CHECK (measure IN ('first_response', 'first_response_business', 'waiting', 'waiting_business', 'handling', 'handling_business',
    'first_resolution', 'first_resolution_business', 'resolution', 'resolution_business')));
CREATE TABLE IF NOT EXISTS queue_schedules (queue text PRIMARY KEY, schedule text NOT NULL);
