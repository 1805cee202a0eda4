using Dixa.Connector.Json;

namespace Dixa.Connector.Streams;

/// <summary>Every stream that can be read. To add one, add an entry here and a schema file: see <c>docs/adding-a-stream.md</c>.</summary>
public static class StreamRegistry
{
    /// <summary>The channels whose flows are requested. Without a channel the API returns only those of the phone.</summary>
    public static IReadOnlyList<string> FlowChannels { get; } =
        ["WhatsApp", "Voicemail", "WidgetChat", "FacebookMessenger", "Email", "ContactForm", "Callback", "PstnPhone", "Messenger"];

    public static IReadOnlyList<StreamDefinition> All { get; } =
    [
        new("conversations", new ExportStream((api, after, before, ct) => api.ExportConversations(after, before, ct)), ["id"], "updated_at") { Alias = "conversation_export" },
        new("messages", new ExportStream((api, after, before, ct) => api.ExportMessages(after, before, ct)), ["id"], "created_at") { Alias = "message_export" },

        new("conversation_details", new ConversationChildStream((api, id, ct) => api.GetConversation(id, ct))
        {
            Selector = RecordSelector.One,
            WithConversationId = false,
        }, ["id"], "conversation_updated_at"),
        new("conversation_messages", new ConversationChildStream((api, id, ct) => api.GetConversationMessages(id, ct))
        {
            Wanted = (conversation, checkpoint) => checkpoint.HasNewMessages(conversation.MessagesChangedAtMs),
        }, ["conversationId", "id"], "conversation_updated_at") { AddedKeys = ["conversationId"] },
        new("conversation_notes", new ConversationChildStream((api, id, ct) => api.GetConversationNotes(id, ct))
        {
            Wanted = (conversation, _) => conversation.HasNotes,
        }, ["id"], "conversation_updated_at"),
        new("conversation_ratings", new ConversationChildStream((api, id, ct) => api.GetConversationRatings(id, ct))
        {
            Wanted = (conversation, _) => conversation.HasRatings,
            IsNumbered = true,
        }, ["conversationId", "id", "ratingType", "ordinal"], "conversation_updated_at") { AddedKeys = ["conversationId", "ordinal"] },
        new("linked_conversations", new ConversationChildStream((api, id, ct) => api.GetLinkedConversations(id, ct)), ["conversationId", "id"], "conversation_updated_at")
        {
            AddedKeys = ["conversationId"],
        },
        new("activity_logs", new ActivityLogStream(), ["id"], "activityTimestamp"),

        new("organization", new ListStream((api, ct) => api.GetOrganization(ct)) { Selector = RecordSelector.One }, ["id"]),
        new("agents", new ListStream((api, ct) => api.GetAgents(Paginator.PageLimit, ct)), ["id"]),
        new("agent_presence", new ListStream((api, ct) => api.GetAgentPresence(ct)) { Selector = RecordSelector.Bare }, ["userId", "requestTime"]),
        new("endusers", new ListStream((api, ct) => api.GetEndUsers(Paginator.PageLimit, ct)), ["id"]),
        new("enduser_details", new EndUserDetailStream(), ["id"], "conversation_updated_at"),
        new("teams", new ListStream((api, ct) => api.GetTeams(ct)), ["id"]),
        new("team_members", new ChildStream(Parents.Listed((api, ct) => api.GetTeams(ct)), (api, id, ct) => api.GetTeamMembers(id, ct))
        {
            Parts = [(RecordSelector.Data, team => ChildStream.Member("teamId", team.Id))],
        }, ["teamId", "id"]) { AddedKeys = ["teamId"] },
        new("queues", new ListStream((api, ct) => api.GetQueues(ct)), ["id"]),
        new("queue_members", new ChildStream(Parents.Listed((api, ct) => api.GetQueues(ct)), (api, id, ct) => api.GetQueueMembers(id, ct))
        {
            Parts = [(RecordSelector.Data, queue => ChildStream.Member("queueId", queue.Id))],
        }, ["queueId", "agentId"]) { AddedKeys = ["queueId"] },
        new("tags", new ListStream((api, ct) => api.GetTags(ct)), ["id"]),
        new("custom_attributes", new ListStream((api, ct) => api.GetCustomAttributes(ct)), ["id"]),
        new("contact_endpoints", new ListStream((api, ct) => api.GetContactEndpoints(ct)) { Added = ContactEndpointId.Of }, ["id"]) { AddedKeys = ["id"] },
        new("conversation_flows", new ChildStream(Parents.Known(FlowChannels), (api, channel, ct) => api.GetConversationFlows(channel, ct)), ["id"]),
        new("templates", new ListStream((api, ct) => api.GetTemplates(Paginator.PageLimit, ct)), ["id"]),
        new("business_hours_schedules", new BusinessHoursStream(), ["id"]),
        new("webhooks", new ListStream((api, ct) => api.GetWebhooks(ct)), ["id"]) { Secret = ["secretKey", "headers"] },
        new("webhook_deliveries", new ChildStream(Parents.Listed((api, ct) => api.GetWebhooks(ct)), (api, id, ct) => api.GetWebhookDeliveries(id, ct))
        {
            Parts = [(RecordSelector.Data, webhook => ChildStream.Member("webhookId", webhook.Id))],
        }, ["webhookId", "event"]) { AddedKeys = ["webhookId"] },
        new("knowledge_collections", new ListStream((api, ct) => api.GetKnowledgeCollections(Paginator.PageLimit, ct)), ["id"]),
        new("knowledge_categories", new ChildStream(KnowledgeCatalog.Categories, (api, id, ct) => api.GetKnowledgeCategory(id, ct))
        {
            Parts = [(RecordSelector.One, KnowledgeCatalog.CollectionOf)],
        }, ["id"]),
        new("knowledge_articles", new ChildStream(KnowledgeCatalog.Articles, (api, id, ct) => api.GetKnowledgeArticle(id, ct))
        {
            Parts = [(RecordSelector.One, KnowledgeCatalog.CollectionOf)],
        }, ["id"]),
        new("knowledge_article_translations", new ChildStream(KnowledgeCatalog.Articles, (api, id, ct) => api.GetKnowledgeArticleTranslations(id, ct))
        {
            Parts = [Translations("draft"), Translations("published")],
        }, ["articleId", "language", "version"]) { AddedKeys = ["articleId", "version"] },
        new("analytics_metrics", new ListStream((api, ct) => api.GetAnalyticsMetrics(Paginator.PageLimit, ct)), ["id"]),
        new("analytics_records", new ListStream((api, ct) => api.GetAnalyticsRecords(Paginator.PageLimit, ct)), ["id"]),
    ];

    public static StreamDefinition? Find(string name) => All.FirstOrDefault(stream => stream.Name == name);

    /// <summary>Whether a stream can resume from a state under this name.</summary>
    public static bool KnowsStateOf(string name) => All.Any(stream => stream.Name == name || stream.Alias == name);

    private static (RecordSelector Selector, Func<Parent, string> Added) Translations(string version) => (
        new RecordSelector("data", "translations", version) { IsOptional = true },
        article => $"{ChildStream.Member("articleId", article.Id)},{ChildStream.Member("version", version)}");
}
