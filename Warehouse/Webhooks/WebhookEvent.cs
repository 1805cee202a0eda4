namespace Dixa.Warehouse.Webhooks;

/// <summary>An event as a row of <c>webhook_events</c>.</summary>
/// <param name="EventId">What tells a duplicate from another event.</param>
/// <param name="EventFqn">Its name, such as <c>CONVERSATION_CREATED</c>; null where it has none.</param>
/// <param name="EventTimestamp">When it happened, by Dixa's clock, in microseconds; null where it doesn't say, or says no time.</param>
/// <param name="Csid">The conversation's id, of <c>data.conversation.csid</c>; null where it concerns none.</param>
/// <param name="Data">Its <c>data</c>, as JSON that the database can hold; null where it has none.</param>
/// <param name="Extra">What the columns have no place for: an object of JSON; null for nothing.</param>
/// <param name="Changes">What is not in its column as it came, in the form of the protocol's <c>meta.changes</c>; null for nothing.</param>
public sealed record WebhookEvent(
    string EventId,
    string? EventFqn,
    DateTimeOffset? EventTimestamp,
    long? Csid,
    string? Data,
    string? Extra,
    string? Changes,
    DateTimeOffset ReceivedAt);
