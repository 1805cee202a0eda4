using System.Globalization;
using System.Text.Json;
using Dixa.Simulator;
using Dixa.Simulator.Data;
using Dixa.Simulator.DixaApi.Conversations;
using Dixa.Simulator.Exports;
using Dixa.Simulator.Generation;
using Dixa.Simulator.Http;

namespace Dixa.Connector.Faults.Source;

/// <summary>What the simulator shows at the moment, stream by stream: the truth that destinations are held against.</summary>
/// <param name="http">Bears the token.</param>
/// <param name="startMs">Messages from before are nobody's to read.</param>
public sealed class SourceReader(Organization organization, HttpClient http, long startMs)
{
    private static readonly Dictionary<string, string> Lists = new()
    {
        ["organization"] = "/v1/organization",
        ["agents"] = "/v1/agents",
        ["agent_presence"] = "/v1/agents/presence",
        ["endusers"] = "/v1/endusers",
        ["teams"] = "/v1/teams",
        ["queues"] = "/v1/queues",
        ["tags"] = "/v1/tags?includeDeactivated=true",
        ["custom_attributes"] = "/v1/custom-attributes",
        ["contact_endpoints"] = "/v1/contact-endpoints",
        ["templates"] = "/v1/templates",
        ["business_hours_schedules"] = "/v1/business-hours/schedules",
        ["webhooks"] = "/v1/webhooks",
        ["knowledge_collections"] = "/v1/knowledge/collections",
        ["analytics_metrics"] = "/v1/analytics/metrics",
        ["analytics_records"] = "/v1/analytics/records",
    };

    /// <summary>
    /// Conversations that were stamped more than an hour ahead of Dixa's clock. Whether their messages have been read can't be told
    /// once their time has come.
    /// </summary>
    public HashSet<long> FarAhead { get; } = [];

    private Workspace Workspace => organization.Workspace;

    /// <summary>All rows of a stream, in the order of the API where it has one.</summary>
    /// <param name="isIncremental">Whether the stream is read by its cursor: then some have fewer rows.</param>
    /// <param name="withContent">Whether to read what the rows say.</param>
    public async Task<IReadOnlyList<SourceRow>> ReadAsync(string stream, bool isIncremental, long nowMs, bool withContent)
    {
        switch (stream)
        {
            case "conversations":
                return [.. Visible(nowMs).Select(row => new SourceRow(
                    Text(row.Id), row.UpdatedAtMs, row.Id, null, row.CursorDefect != CursorDefect.None, Written(json => ConversationWriter.Write(json, row, Workspace))))];
            case "messages":
                return [.. Visible(nowMs).SelectMany(row => row.Messages.Where(message => message.IsVisible(nowMs)).Select(message => new SourceRow(
                    message.Id.ToString(), message.CreatedAtMs, row.Id, null, message.CursorDefect != CursorDefect.None, Written(json => MessageWriter.Write(json, message, row, Workspace)))))];
            case "activity_logs":
                return [.. (await ListAsync("/v1/conversations/activitylog?pageLimit=10000")).Select(row => new SourceRow(
                    Id(row), Time(row.GetProperty("activityTimestamp")), row.GetProperty("conversationId").GetInt64(), null, false, withContent ? row : null))];
            case "conversation_details":
                return await ChildrenAsync(nowMs, withContent, "", (row, _) => Text(row.Id), row => [Text(row.Id)]);
            case "conversation_messages" when withContent:
                return [.. (await ChildrenAsync(nowMs, withContent, "/messages", (row, json) => $"{row.Id}|{Id(json)}", _ => [])).Select(row =>
                    row with { IsOptional = FarAhead.Contains(row.Conversation) || Time(row.Content!.Value.GetProperty("createdAt")) < startMs })];
            case "conversation_messages":
                return [.. DixaVisible(nowMs).SelectMany(row => row.Messages.Where(message => message.IsVisible(nowMs)).Select(message =>
                    new SourceRow($"{row.Id}|{message.Id}", row.UpdatedAtMs, row.Id, null, Defective(row)) { IsOptional = FarAhead.Contains(row.Id) || message.CreatedAtMs < startMs }))];
            case "conversation_notes":
                return await ChildrenAsync(nowMs, withContent, "/notes", (_, json) => Id(json), row => row.ReadableNotes.Select(note => note.Id.ToString()));
            case "conversation_ratings" when withContent:
                return await RatingsAsync(nowMs);
            case "conversation_ratings":
                return [.. DixaVisible(nowMs).SelectMany(row => Ratings(row).Select(key => new SourceRow(key, row.UpdatedAtMs, row.Id, null, Defective(row))))];
            case "linked_conversations" when withContent:
                return await ChildrenAsync(nowMs, withContent, "/linked", (row, json) => $"{row.Id}|{Id(json)}", _ => []);
            case "linked_conversations":
                return [.. DixaVisible(nowMs).SelectMany(row => ConversationSelection.Children(organization, row, nowMs).Select(child =>
                    new SourceRow($"{row.Id}|{child.Id}", row.UpdatedAtMs, row.Id, null, Defective(row))))];
            case "enduser_details":
                return await EndUsersAsync(isIncremental, nowMs, withContent);
            case "team_members" when withContent:
                return await OfParentsAsync(Workspace.Teams.Rows, id => $"/v1/teams/{id}/agents", (id, row) => $"{id}|{Id(row)}");
            case "team_members":
                return [.. Workspace.Teams.Rows.SelectMany(team => team.MemberIds.Select(id => new SourceRow($"{team.Id}|{id}", Parent: $"{team.Id}")))];
            case "queue_members" when withContent:
                return await OfParentsAsync(Workspace.Queues.Rows, id => $"/v1/queues/{id}/members", (id, row) => $"{id}|{row.GetProperty("agentId")}");
            case "queue_members":
                return [.. Workspace.Queues.Rows.SelectMany(queue => queue.Members.Select(member => new SourceRow($"{queue.Id}|{member.AgentId}", Parent: $"{queue.Id}")))];
            case "conversation_flows" when withContent:
                return await FlowsAsync();
            case "conversation_flows":
                return [.. Workspace.Flows.Rows.Select(flow => new SourceRow(flow.Id.ToString()))];
            case "webhook_deliveries":
                return await OfParentsAsync(Workspace.Webhooks.Rows, id => $"/v1/webhooks/{id}/delivery-status", (id, row) => $"{id}|{row.GetProperty("event")}");
            case "knowledge_categories" when withContent:
                return await OneByOneAsync(Workspace.Categories.Rows, id => $"/v1/knowledge/categories/{id}");
            case "knowledge_categories":
                return [.. Workspace.Categories.Rows.Select(row => new SourceRow(row.Id.ToString()))];
            case "knowledge_articles" when withContent:
                return await OneByOneAsync(Workspace.Articles.Rows, id => $"/v1/knowledge/articles/{id}");
            case "knowledge_articles":
                return [.. Workspace.Articles.Rows.Select(row => new SourceRow(row.Id.ToString()))];
            case "knowledge_article_translations":
                return await TranslationsAsync();
            default:
                return [.. (await ListAsync(PathOf(stream))).Select(row => new SourceRow(KeyOfListed(stream, row), Content: withContent && stream != "agent_presence" ? row : null))];
        }
    }

    /// <summary>A time of either API in Unix milliseconds; null for what is none.</summary>
    public static long? Time(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number : null,
        JsonValueKind.String when value.GetString()!.Split('[')[0] is var text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var time) => time.ToUnixTimeMilliseconds(),
        _ => null,
    };

    /// <exception cref="InvalidOperationException">The drawn cases don't know the stream.</exception>
    public static string PathOf(string stream) => Lists.TryGetValue(stream, out var path)
        ? path
        : throw new InvalidOperationException($"Add the path of {stream} to {nameof(Lists)} in EndToEnd.Tests/Faults/Source/SourceReader.cs, so that the drawn cases can hold it against the source");

    private static string KeyOfListed(string stream, JsonElement row) => stream switch
    {
        "agent_presence" => row.GetProperty("userId").ToString(),
        "contact_endpoints" => (row.TryGetProperty("address", out var address) ? address : row.GetProperty("number")).ToString(),
        _ => Id(row),
    };

    private static string Id(JsonElement row) => row.GetProperty("id").ToString();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool Defective(Conversation row) => row.CursorDefect != CursorDefect.None;

    private static IEnumerable<string> Ratings(Conversation row)
    {
        var numbers = new Dictionary<string, int>();
        foreach (var rating in row.Ratings)
        {
            var key = $"{row.Id}|{rating.SurveyId}|{rating.Type.ApiName}";
            var ordinal = numbers.GetValueOrDefault(key);
            numbers[key] = ordinal + 1;
            yield return $"{key}|{ordinal}";
        }
    }

    private static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = PlainJsonEncoder.Instance }))
        {
            write(json);
        }

        using var document = JsonDocument.Parse(bytes.ToArray());
        return document.RootElement.Clone();
    }

    private IEnumerable<Conversation> Visible(long nowMs) => organization.Conversations.Select(row => row.SeenAt(nowMs)).OfType<Conversation>();

    private IEnumerable<Conversation> DixaVisible(long nowMs) =>
        organization.Conversations.Select(row => ConversationSelection.Visible(row, nowMs)).OfType<Conversation>();

    private async Task<IReadOnlyList<SourceRow>> ChildrenAsync(
        long nowMs, bool withContent, string path, Func<Conversation, JsonElement, string> key, Func<Conversation, IEnumerable<string>> keys)
    {
        var rows = new List<SourceRow>();
        foreach (var row in DixaVisible(nowMs))
        {
            if (!withContent)
            {
                rows.AddRange(keys(row).Select(each => new SourceRow(each, row.UpdatedAtMs, row.Id, null, Defective(row))));
                continue;
            }

            rows.AddRange((await ListAsync($"/v1/conversations/{row.Id}{path}")).Select(json => new SourceRow(key(row, json), row.UpdatedAtMs, row.Id, null, Defective(row), json)));
        }

        return rows;
    }

    private async Task<IReadOnlyList<SourceRow>> EndUsersAsync(bool isIncremental, long nowMs, bool withContent)
    {
        var rows = new List<SourceRow>();
        if (isIncremental)
        {
            rows.AddRange(Visible(nowMs).Select(row => new SourceRow(row.RequesterId.ToString(), row.UpdatedAtMs, row.Id, null, Defective(row))));
        }
        else
        {
            rows.AddRange(Workspace.EndUsers.Rows.Select(user => new SourceRow(user.Id.ToString())));
        }

        var contents = new Dictionary<string, JsonElement>();
        foreach (var key in withContent ? rows.Select(row => row.Key).Distinct() : [])
        {
            contents[key] = (await ListAsync($"/v1/endusers/{key}")).Single();
        }

        return [.. rows.Select(row => row with { Content = withContent ? contents[row.Key] : null })];
    }

    private async Task<IReadOnlyList<SourceRow>> OfParentsAsync<T>(IEnumerable<T> parents, Func<Guid, string> path, Func<Guid, JsonElement, string> key)
        where T : IIdentified
    {
        var rows = new List<SourceRow>();
        foreach (var id in parents.Select(parent => parent.Id))
        {
            rows.AddRange((await ListAsync(path(id))).Select(row => new SourceRow(key(id, row), Parent: id.ToString(), Content: row)));
        }

        return rows;
    }

    /// <summary>Rows that are asked for by their id. Who reads them finds them in a tree, in an order of its own: they are nobody's children here.</summary>
    private async Task<IReadOnlyList<SourceRow>> OneByOneAsync<T>(IEnumerable<T> rows, Func<Guid, string> path)
        where T : IIdentified =>
        [.. (await OfParentsAsync(rows, path, (_, row) => Id(row))).Select(row => row with { Parent = null })];

    /// <summary>A survey's ratings of one type have the same id: they are told apart by their order.</summary>
    private async Task<IReadOnlyList<SourceRow>> RatingsAsync(long nowMs)
    {
        var numbers = new Dictionary<string, int>();
        return await ChildrenAsync(nowMs, withContent: true, "/ratings", Key, _ => []);

        string Key(Conversation row, JsonElement json)
        {
            var key = $"{row.Id}|{Id(json)}|{json.GetProperty("ratingType")}";
            var ordinal = numbers.GetValueOrDefault(key);
            numbers[key] = ordinal + 1;
            return $"{key}|{ordinal}";
        }
    }

    private async Task<IReadOnlyList<SourceRow>> FlowsAsync()
    {
        var rows = new List<SourceRow>();
        foreach (var channel in FlowGenerator.Channels)
        {
            rows.AddRange((await ListAsync($"/v1/conversations/flows?channel={channel.ApiName}")).Select(row => new SourceRow(Id(row), Content: row)));
        }

        return rows;
    }

    private async Task<IReadOnlyList<SourceRow>> TranslationsAsync()
    {
        var rows = new List<SourceRow>();
        foreach (var id in Workspace.Articles.Rows.Select(article => article.Id))
        {
            var article = (await ListAsync($"/v1/knowledge/articles/{id}/translations")).Single();
            foreach (var version in article.GetProperty("translations").EnumerateObject())
            {
                rows.AddRange(version.Value.EnumerateArray().Select(row => new SourceRow($"{id}|{row.GetProperty("language")}|{version.Name}", Content: row)));
            }
        }

        return rows;
    }

    /// <summary>The rows at a path, of all its pages; a single object is a row.</summary>
    private async Task<IReadOnlyList<JsonElement>> ListAsync(string? path)
    {
        var rows = new List<JsonElement>();
        while (path is not null)
        {
            using var document = JsonDocument.Parse(await http.GetByteArrayAsync(new Uri(path, UriKind.Relative)));
            var root = document.RootElement.Clone();
            var data = root.ValueKind == JsonValueKind.Array ? root : root.GetProperty("data");
            data = data.ValueKind == JsonValueKind.Object && data.TryGetProperty("schedules", out var schedules) ? schedules : data;
            rows.AddRange(data.ValueKind == JsonValueKind.Array ? data.EnumerateArray() : [data]);
            path = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("meta", out var meta) && meta.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        return rows;
    }
}
