using Dixa.Simulator.Access;
using Dixa.Simulator.DixaApi;
using Dixa.Simulator.DixaApi.Activities;
using Dixa.Simulator.DixaApi.Conversations;
using Dixa.Simulator.DixaApi.Knowledge;
using Dixa.Simulator.Exports;

namespace Dixa.Simulator;

/// <summary>The table of everything that both APIs serve to readers.</summary>
public static class ResourceTable
{
    /// <summary>What streams are read from.</summary>
    public static IReadOnlyList<Resource> All { get; } =
    [
        new(Surface.Exports, "/v1/conversation_export", ConversationExport.AnswerAsync),
        new(Surface.Exports, "/v1/message_export", MessageExport.AnswerAsync),
        Answers.One("/v1/organization", call => call.Organization.Workspace.Details, OrganizationDetailsWriter.Write),
        Answers.Pages("/v1/agents", PersonFilter.Agents, AgentWriter.Write),
        Answers.BareList("/v1/agents/presence", PeopleSelection.Presences, PresenceWriter.Write),
        Answers.Pages("/v1/endusers", EndUserRows.Select, EndUserWriter.Write),
        Answers.One("/v1/endusers/{userId}", PeopleSelection.EndUser, EndUserWriter.WriteDetails),
        Answers.List("/v1/queues", call => call.Organization.Workspace.Queues.Rows, QueueWriter.Write),
        Answers.List("/v1/queues/{queueId}/members", PeopleSelection.QueueMembers, QueueMemberWriter.Write),
        Answers.List("/v1/tags", TagFilter.Tags, TagWriter.Write),
        Answers.List("/v1/teams", call => call.Organization.Workspace.Teams.Rows, TeamWriter.Write),
        Answers.List("/v1/teams/{teamId}/agents", PeopleSelection.TeamMembers, TeamMemberWriter.Write),
        Answers.One("/v1/conversations/{conversationId}", ConversationSelection.One, ConversationDetailsWriter.Write),
        Answers.List("/v1/conversations/{conversationId}/messages", ConversationSelection.Messages, ConversationMessageWriter.Write),
        Answers.List("/v1/conversations/{conversationId}/notes", ConversationSelection.Notes, NoteWriter.Write),
        Answers.List("/v1/conversations/{conversationId}/ratings", ConversationSelection.Ratings, ConversationRatingWriter.Write),
        Answers.List("/v1/conversations/{conversationId}/linked", ConversationSelection.Linked, ConversationDetailsWriter.Write),
        Answers.Pages("/v1/conversations/activitylog", ActivityLog.Select, ActivityWriter.Write, options => options.MaxActivityLogPageLimit),
        Answers.List("/v1/conversations/flows", FlowFilter.Flows, FlowWriter.Write),
        Answers.List("/v1/custom-attributes", CustomAttributeRow.Select, CustomAttributeWriter.Write),
        Answers.List("/v1/contact-endpoints", ContactEndpoint.Select, ContactEndpointWriter.Write),
        Answers.Pages("/v1/templates", TemplateFilter.Templates, TemplateWriter.Write),
        Answers.One("/v1/business-hours/schedules", call => call.Organization.Workspace.Schedules.Rows, ScheduleListWriter.Write),
        Answers.One("/v1/business-hours/schedules/{scheduleId}/definition", ScheduleSelection.One, ScheduleWriter.Write),
        Answers.List("/v1/webhooks", call => call.Organization.Workspace.Webhooks.Rows, WebhookWriter.Write),
        Answers.List("/v1/webhooks/{webhookSubscriptionId}/delivery-status", WebhookSelection.Events, WebhookEventWriter.Write),
        Answers.Pages("/v1/knowledge/collections", call => call.Organization.Workspace.Collections.Rows, CollectionWriter.Write),
        Answers.One("/v1/knowledge/collections/{collectionId}/catalog", KnowledgeSelection.Collection, CatalogWriter.Write),
        Answers.One("/v1/knowledge/categories/{categoryId}", KnowledgeSelection.Category, CategoryWriter.Write),
        Answers.One("/v1/knowledge/articles/{articleId}", KnowledgeSelection.Article, ArticleWriter.Write),
        Answers.One("/v1/knowledge/articles/{articleId}/translations", KnowledgeSelection.Article, ArticleWriter.WriteTranslations),
        Answers.Pages("/v1/analytics/metrics", call => call.Organization.Workspace.Metrics, MetricWriter.Write),
        Answers.Pages("/v1/analytics/records", call => call.Organization.Workspace.Records, MetricRecordWriter.Write),
    ];

    /// <summary>What only somebody asks for who keeps subscriptions to webhooks; no stream has it.</summary>
    public static IReadOnlyList<Resource> OfSubscriptions { get; } =
    [
        Answers.One("/v1/webhooks/{webhookSubscriptionId}", WebhookSelection.One, WebhookWriter.Write),
        Answers.List("/v1/webhooks/{webhookSubscriptionId}/delivery-status/logs/{event}", WebhookSelection.Log, DeliveryLogWriter.Write),
    ];
}
