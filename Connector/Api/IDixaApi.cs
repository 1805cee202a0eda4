using Refit;

namespace Dixa.Connector.Api;

/// <summary>The Dixa API, <c>https://dev.dixa.io</c>: <c>{"data": …}</c>, and <c>"meta": {"next": …}</c> where a list has pages.</summary>
/// <remarks>Whoever calls disposes the answer.</remarks>
public interface IDixaApi
{
    /// <summary>The organisation that the token belongs to. Organisations of before March 2025 may not have it: 404.</summary>
    [Get("/v1/organization")]
    Task<HttpResponseMessage> GetOrganization(CancellationToken cancellationToken);

    /// <summary>Agents and administrators, in pages.</summary>
    [Get("/v1/agents")]
    Task<HttpResponseMessage> GetAgents([AliasAs("pageLimit")] int pageLimit, CancellationToken cancellationToken);

    /// <summary>Who is online now: a bare array, with times that have no zone.</summary>
    [Get("/v1/agents/presence")]
    Task<HttpResponseMessage> GetAgentPresence(CancellationToken cancellationToken);

    /// <summary>End users, in pages; without their custom attributes.</summary>
    [Get("/v1/endusers")]
    Task<HttpResponseMessage> GetEndUsers([AliasAs("pageLimit")] int pageLimit, CancellationToken cancellationToken);

    /// <summary>One end user, with custom attributes.</summary>
    [Get("/v1/endusers/{userId}")]
    Task<HttpResponseMessage> GetEndUser(string userId, CancellationToken cancellationToken);

    [Get("/v1/teams")]
    Task<HttpResponseMessage> GetTeams(CancellationToken cancellationToken);

    [Get("/v1/teams/{teamId}/agents")]
    Task<HttpResponseMessage> GetTeamMembers(string teamId, CancellationToken cancellationToken);

    [Get("/v1/queues")]
    Task<HttpResponseMessage> GetQueues(CancellationToken cancellationToken);

    [Get("/v1/queues/{queueId}/members")]
    Task<HttpResponseMessage> GetQueueMembers(string queueId, CancellationToken cancellationToken);

    /// <summary>All tags. Without the parameter the API leaves the deactivated ones out.</summary>
    [Get("/v1/tags?includeDeactivated=true")]
    Task<HttpResponseMessage> GetTags(CancellationToken cancellationToken);

    [Get("/v1/custom-attributes")]
    Task<HttpResponseMessage> GetCustomAttributes(CancellationToken cancellationToken);

    /// <summary>E-mail addresses and phone numbers: a union without an id.</summary>
    [Get("/v1/contact-endpoints")]
    Task<HttpResponseMessage> GetContactEndpoints(CancellationToken cancellationToken);

    /// <summary>What was done to conversations between two times, spelled <c>2026-01-31T00:00:00.000Z</c>, in pages. Whether the bounds are inclusive is not documented.</summary>
    [Get("/v1/conversations/activitylog")]
    Task<HttpResponseMessage> GetActivityLog(
        string fromDatetime, string toDatetime, [AliasAs("pageLimit")] int pageLimit, CancellationToken cancellationToken);

    /// <summary>A conversation as it stands now.</summary>
    [Get("/v1/conversations/{conversationId}")]
    Task<HttpResponseMessage> GetConversation(long conversationId, CancellationToken cancellationToken);

    [Get("/v1/conversations/{conversationId}/messages")]
    Task<HttpResponseMessage> GetConversationMessages(long conversationId, CancellationToken cancellationToken);

    [Get("/v1/conversations/{conversationId}/notes")]
    Task<HttpResponseMessage> GetConversationNotes(long conversationId, CancellationToken cancellationToken);

    /// <summary>Ratings, whose ids repeat within a conversation.</summary>
    [Get("/v1/conversations/{conversationId}/ratings")]
    Task<HttpResponseMessage> GetConversationRatings(long conversationId, CancellationToken cancellationToken);

    [Get("/v1/conversations/{conversationId}/linked")]
    Task<HttpResponseMessage> GetLinkedConversations(long conversationId, CancellationToken cancellationToken);

    /// <summary>The flows of one channel. Without a channel the API gives those of the phone only.</summary>
    [Get("/v1/conversations/flows")]
    Task<HttpResponseMessage> GetConversationFlows(string channel, CancellationToken cancellationToken);

    /// <summary>Quick responses and automatic replies, in pages.</summary>
    [Get("/v1/templates")]
    Task<HttpResponseMessage> GetTemplates([AliasAs("pageLimit")] int pageLimit, CancellationToken cancellationToken);

    /// <summary>Names and ids of the schedules, at <c>data.schedules</c>.</summary>
    [Get("/v1/business-hours/schedules")]
    Task<HttpResponseMessage> GetBusinessHoursSchedules(CancellationToken cancellationToken);

    /// <summary>Hours and exceptions of a schedule, at <c>data.schedule</c>.</summary>
    [Get("/v1/business-hours/schedules/{scheduleId}/definition")]
    Task<HttpResponseMessage> GetBusinessHoursDefinition(string scheduleId, CancellationToken cancellationToken);

    /// <summary>Subscriptions to webhooks, with their secrets in clear.</summary>
    [Get("/v1/webhooks")]
    Task<HttpResponseMessage> GetWebhooks(CancellationToken cancellationToken);

    /// <summary>The last delivery of each event of a subscription.</summary>
    [Get("/v1/webhooks/{webhookId}/delivery-status")]
    Task<HttpResponseMessage> GetWebhookDeliveries(string webhookId, CancellationToken cancellationToken);

    [Get("/v1/knowledge/collections")]
    Task<HttpResponseMessage> GetKnowledgeCollections([AliasAs("pageLimit")] int pageLimit, CancellationToken cancellationToken);

    /// <summary>The tree of a collection's categories and articles; ids and titles only.</summary>
    [Get("/v1/knowledge/collections/{collectionId}/catalog")]
    Task<HttpResponseMessage> GetKnowledgeCatalog(string collectionId, CancellationToken cancellationToken);

    [Get("/v1/knowledge/categories/{categoryId}")]
    Task<HttpResponseMessage> GetKnowledgeCategory(string categoryId, CancellationToken cancellationToken);

    [Get("/v1/knowledge/articles/{articleId}")]
    Task<HttpResponseMessage> GetKnowledgeArticle(string articleId, CancellationToken cancellationToken);

    /// <summary>An article in all its languages, drafts and published ones apart.</summary>
    [Get("/v1/knowledge/articles/{articleId}/translations")]
    Task<HttpResponseMessage> GetKnowledgeArticleTranslations(string articleId, CancellationToken cancellationToken);

    /// <summary>The catalogue of metrics, in pages.</summary>
    [Get("/v1/analytics/metrics")]
    Task<HttpResponseMessage> GetAnalyticsMetrics([AliasAs("pageLimit")] int pageLimit, CancellationToken cancellationToken);

    /// <summary>The catalogue of records, in pages.</summary>
    [Get("/v1/analytics/records")]
    Task<HttpResponseMessage> GetAnalyticsRecords([AliasAs("pageLimit")] int pageLimit, CancellationToken cancellationToken);

    /// <summary>A further page of any list, by the link that the page before it gave: followed as it is, since its key is opaque.</summary>
    [Get("")]
    Task<HttpResponseMessage> GetPage([Url] Uri page, CancellationToken cancellationToken);
}
