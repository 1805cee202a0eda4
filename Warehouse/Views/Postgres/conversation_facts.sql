SELECT
  f.conversation_id, f.status, f.channel, f.direction, f.queue_id, q.name AS queue_name, f.assignee_id, a.name AS assignee_name, a.team AS assignee_team, a.teams AS assignee_teams,
  f.requester_id, f.parent_id,
  to_timestamp(f.created_ms / 1000.0) AS created_at, to_timestamp(f.queued_ms / 1000.0) AS first_queued_at, to_timestamp(f.first_assigned_ms / 1000.0) AS first_assigned_at,
  to_timestamp(f.first_reply_ms / 1000.0) AS first_reply_at, to_timestamp(f.last_message_ms / 1000.0) AS last_message_at, to_timestamp(f.first_closed_ms / 1000.0) AS first_closed_at,
  to_timestamp(f.closed_ms / 1000.0) AS closed_at, to_timestamp(f.updated_ms / 1000.0) AS updated_at, to_timestamp(f.anonymized_ms / 1000.0) AS anonymized_at,
  DATE '1970-01-01' + f.created_day AS created_day, f.created_hour, DATE '1970-01-01' + f.first_reply_day AS first_reply_day, DATE '1970-01-01' + f.closed_day AS closed_day,
  f.first_response_seconds, f.first_response_business_seconds, f.waiting_seconds, f.waiting_business_seconds, f.handling_seconds, f.handling_business_seconds,
  f.first_resolution_seconds, f.first_resolution_business_seconds, f.resolution_seconds, f.resolution_business_seconds, s.name AS business_hours,
  f.replies, f.customer_messages, f.automatic_messages, f.is_one_touch, f.reopenings, f.transfers, f.assignments, f.is_abandoned,
  f.csat_score, f.nps_score, f.thumbs_score, f.rating_score, d.tags, d.custom_fields, f.handling_duration AS dixa_handling_duration, f.total_duration AS dixa_total_duration
FROM _conversation_facts AS f
LEFT JOIN _conversation_details AS d ON d.conversation_id = f.conversation_id
LEFT JOIN _queues AS q ON q.queue_id = f.queue_id
LEFT JOIN _agents AS a ON a.agent_id = f.assignee_id
LEFT JOIN _schedules AS s ON s.schedule_id = f.schedule_id
