using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Simulator;
using Dixa.Simulator.Data;
using Dixa.Simulator.DixaApi;
using Dixa.Simulator.DixaApi.Activities;
using Dixa.Simulator.DixaApi.Conversations;
using Dixa.Simulator.DixaApi.Knowledge;
using Dixa.Simulator.Exports;
using Dixa.Simulator.Generation;

namespace Dixa.Demo;

/// <summary>The table of what every stream is compared with.</summary>
public static class StreamOrigins
{
    private static readonly Dictionary<string, StreamOrigin> All = new StreamOrigin[]
    {
        new("conversations", "/v1/conversation_export", held => held.Exported.Select(row =>
            OriginRow.Of(json => ConversationWriter.Write(json, row, held.Workspace), changedAtMs: row.UpdatedAtMs))),
        new("messages", "/v1/message_export", held => held.Exported.SelectMany(held.MessagesOf, (row, message) =>
            OriginRow.Of(json => MessageWriter.Write(json, message, row, held.Workspace), changedAtMs: message.CreatedAtMs))),

        new("conversation_details", "/v1/conversations/{conversationId}", held => held.Conversations.Select(row =>
            Child(row, json => ConversationDetailsWriter.Write(json, held.Row(row))))),
        new("conversation_messages", "/v1/conversations/{conversationId}/messages", held => held.Conversations.SelectMany(held.MessagesOf, (row, message) =>
            Child(row, json => ConversationMessageWriter.Write(json, held.Row(message, row)), AddId(row), Math.Max(row.LastMessageCreatedAtMs ?? 0, row.AnonymizedAtMs ?? 0)))),
        new("conversation_notes", "/v1/conversations/{conversationId}/notes", held => held.Conversations.SelectMany(row => row.ReadableNotes, (row, note) =>
            Child(row, json => NoteWriter.Write(json, new NoteRow(note, row)), AddId(row)))),
        new("conversation_ratings", "/v1/conversations/{conversationId}/ratings", held => held.Conversations.SelectMany(RatingsOf)),
        new("linked_conversations", "/v1/conversations/{conversationId}/linked", held => held.Conversations.SelectMany(
            row => ConversationSelection.Children(held.Organization, row, held.NowMs),
            (row, child) => Child(row, json => ConversationDetailsWriter.Write(json, held.Row(child)), AddId(row)))),
        new("activity_logs", "/v1/conversations/activitylog", held => ActivityLog.Select(held.Organization, held.NowMs, ActivitySpan.Whole, new Bounds()).Select(row =>
            OriginRow.Of(json => ActivityWriter.Write(json, row), changedAtMs: row.Activity.AtMs))),

        List("organization", "/v1/organization", workspace => new[] { workspace.Details }, OrganizationDetailsWriter.Write),
        List("agents", "/v1/agents", workspace => workspace.Agents.Rows, AgentWriter.Write),
        new("agent_presence", "/v1/agents/presence", PresencesOf),
        List("endusers", "/v1/endusers", workspace => new EndUserRows(workspace.EndUsers.Rows, workspace.ContactAttributes), EndUserWriter.Write),
        new("enduser_details", "/v1/endusers/{userId}", RequestersOf),
        List("teams", "/v1/teams", workspace => workspace.Teams.Rows, TeamWriter.Write),
        new("team_members", "/v1/teams/{teamId}/agents", held => held.Workspace.Teams.Rows.SelectMany(team => team.MemberIds, (team, id) => OriginRow.Of(
            json => TeamMemberWriter.Write(json, new TeamMemberRow(id, held.Workspace.Agents.Find(id))), Add("teamId", team.Id)))),
        List("queues", "/v1/queues", workspace => workspace.Queues.Rows, QueueWriter.Write),
        new("queue_members", "/v1/queues/{queueId}/members", held => held.Workspace.Queues.Rows.SelectMany(queue => queue.Members, (queue, member) => OriginRow.Of(
            json => QueueMemberWriter.Write(json, member), Add("queueId", queue.Id)))),
        List("tags", "/v1/tags", workspace => workspace.Tags.Rows, TagWriter.Write),
        List(
            "custom_attributes",
            "/v1/custom-attributes",
            workspace => Of(workspace.CustomAttributes, "Conversation").Concat(Of(workspace.ContactAttributes, "Contact")),
            CustomAttributeWriter.Write),
        new("contact_endpoints", "/v1/contact-endpoints", held => EndpointsOf(held.Workspace).Select(endpoint => OriginRow.Of(
            json => ContactEndpointWriter.Write(json, endpoint), Add("id", endpoint.Mailbox?.Address ?? endpoint.Line!.Number)))),
        List("conversation_flows", "/v1/conversations/flows", workspace => workspace.Flows.Rows, FlowWriter.Write),
        List("templates", "/v1/templates", workspace => workspace.Templates.Rows, TemplateWriter.Write),
        new("business_hours_schedules", "/v1/business-hours/schedules", held => held.Workspace.Schedules.Rows.Select(schedule => new OriginRow(
            JsonSerializer.SerializeToElement(new JsonObject
            {
                ["id"] = schedule.Id,
                ["name"] = schedule.Name,
                ["definition"] = OriginRow.Write(json => ScheduleWriter.Write(json, schedule))["schedule"]!.DeepClone(),
            }),
            0))) { OtherPath = "/v1/business-hours/schedules/{scheduleId}/definition" },
        new("webhooks", "/v1/webhooks", held => held.Workspace.Webhooks.Rows.Select(webhook => OriginRow.Of(json => WebhookWriter.Write(json, webhook), row =>
        {
            row.Remove("secretKey");
            row.Remove("headers");
        }))),
        new("webhook_deliveries", "/v1/webhooks/{webhookSubscriptionId}/delivery-status", held => held.Workspace.Webhooks.Rows.SelectMany(webhook => webhook.Events, (webhook, subscribed) => OriginRow.Of(
            json => WebhookEventWriter.Write(json, subscribed), Add("webhookId", webhook.Id)))),

        List("knowledge_collections", "/v1/knowledge/collections", workspace => workspace.Collections.Rows, CollectionWriter.Write),
        new("knowledge_categories", "/v1/knowledge/categories/{categoryId}", held => held.Workspace.Categories.Rows.Select(category => OriginRow.Of(
            json => CategoryWriter.Write(json, View(held, category)), Add("collectionId", category.CollectionId)))) { OtherPath = "/v1/knowledge/collections/{collectionId}/catalog" },
        new("knowledge_articles", "/v1/knowledge/articles/{articleId}", held => held.Workspace.Articles.Rows.Select(article => OriginRow.Of(
            json => ArticleWriter.Write(json, View(held, article)), Add("collectionId", CollectionOf(held.Workspace, article))))),
        new("knowledge_article_translations", "/v1/knowledge/articles/{articleId}/translations", held => held.Workspace.Articles.Rows.SelectMany(TranslationsOf)),
        List("analytics_metrics", "/v1/analytics/metrics", workspace => workspace.Metrics, MetricWriter.Write),
        List("analytics_records", "/v1/analytics/records", workspace => workspace.Records, MetricRecordWriter.Write),
    }.ToDictionary(origin => origin.Stream);

    /// <summary>Null for a stream that has not been entered here.</summary>
    public static StreamOrigin? Of(string stream) => All.GetValueOrDefault(stream);

    /// <summary>The stream whose rows a path of the APIs has, in the syntax of routes; null for none. One export may serve several streams.</summary>
    public static string? StreamAt(string path) => All.Values.FirstOrDefault(origin => origin.Path == path || origin.OtherPath == path)?.Stream;

    private static StreamOrigin List<T>(string stream, string path, Func<Workspace, IEnumerable<T>> rows, Action<Utf8JsonWriter, T> write) =>
        new(stream, path, held => rows(held.Workspace).Select(row => OriginRow.Of(json => write(json, row))));

    /// <summary>What hangs on a conversation is found by the conversation's time of update, or by another time of it.</summary>
    private static OriginRow Child(Conversation parent, Action<Utf8JsonWriter> write, Action<JsonObject>? add = null, long? changedAtMs = null) =>
        OriginRow.Of(
            write,
            row =>
            {
                add?.Invoke(row);
                row["conversation_updated_at"] = parent.UpdatedAtMs;
            },
            changedAtMs ?? parent.UpdatedAtMs);

    private static Action<JsonObject> Add(string name, JsonNode value) => row => row[name] = value;

    private static Action<JsonObject> AddId(Conversation conversation) => Add("conversationId", conversation.Id);

    private static IEnumerable<OriginRow> RatingsOf(Conversation conversation) => conversation.Ratings
        .GroupBy(rating => (rating.SurveyId, rating.Type.ApiName))
        .SelectMany(alike => alike.Select((rating, ordinal) => Child(conversation, json => ConversationRatingWriter.Write(json, new RatingRow(rating, conversation)), row =>
        {
            row["conversationId"] = conversation.Id;
            row["ordinal"] = ordinal;
        })));

    /// <summary>What everybody did at the moment that the answer names: it is other a moment later.</summary>
    private static IEnumerable<OriginRow> PresencesOf(Holdings held)
    {
        var requestTime = held.Read.Streams.Single(stream => stream.Stream.Name == "agent_presence").Versions.Keys.FirstOrDefault()?.Split('/')[^1];
        return requestTime is null
            ? []
            : held.Workspace.Agents.Rows.Select(agent => OriginRow.Of(json => PresenceWriter.Write(
                json, PresenceGenerator.Draw(held.Organization.Seed, agent.Id, DateTimeOffset.Parse(requestTime, CultureInfo.InvariantCulture))), Add("requestTime", requestTime)));
    }

    /// <summary>The demo reads details of those who wrote, each with the last change of a conversation of theirs.</summary>
    private static IEnumerable<OriginRow> RequestersOf(Holdings held) => held.Exported
        .GroupBy(row => row.RequesterId, row => row.UpdatedAtMs)
        .Select(changes => OriginRow.Of(
            json => EndUserWriter.WriteDetails(json, new EndUserRow(held.Workspace.EndUsers.Find(changes.Key)!, held.Workspace.ContactAttributes)),
            Add("conversation_updated_at", changes.Max()),
            changes.Max()));

    private static IEnumerable<CustomAttributeRow> Of(Table<CustomAttribute> attributes, string entityType) =>
        attributes.Rows.Select(attribute => new CustomAttributeRow(attribute, entityType));

    private static IEnumerable<ContactEndpoint> EndpointsOf(Workspace workspace) =>
        [.. workspace.PhoneLines.Select(line => new ContactEndpoint(null, line)), .. workspace.Mailboxes.Select(mailbox => new ContactEndpoint(mailbox, null))];

    private static KnowledgeView<T> View<T>(Holdings held, T row) => new(row, Translation.DefaultLanguage, held.Workspace);

    /// <summary>An article that stands in several collections is found in the first of them.</summary>
    private static Guid CollectionOf(Workspace workspace, Article article) =>
        workspace.Categories.Find(article.CategoryId)?.CollectionId
        ?? workspace.Collections.Rows.First(collection => article.CollectionIds.Contains(collection.Id)).Id;

    private static IEnumerable<OriginRow> TranslationsOf(Article article) =>
        from translation in article.Translations
        from version in new[] { (Name: "draft", Content: translation.Draft), (Name: "published", Content: translation.Published) }
        where version.Content is not null
        select OriginRow.Of(json => ArticleVersionWriter.Write(json, translation.Language, version.Content), row =>
        {
            row["articleId"] = article.Id;
            row["version"] = version.Name;
        });
}
