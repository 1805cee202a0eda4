using System.Text.Json;
using Dixa.Connector.Json;
using Dixa.Connector.Streams;
using Dixa.Probe.Observed;
using Dixa.Probe.Rows;
using Dixa.Probe.Wire;

namespace Dixa.Probe.Asking;

/// <summary>What hangs on the rows of small lists: of a few of them, for their fields.</summary>
public sealed class ChildQuestions(ProbeHost host, ApiReader reader, ListQuestions lists, Observations seen)
{
    /// <summary>How many parents are asked for their children.</summary>
    private const int Parents = 3;

    public IReadOnlyList<Step> Steps =>
    [
        new("team_members", ct => ReadAsync("team_members", "teams", id => $"/v1/teams/{id}/agents", ct)),
        new("queue_members", ct => ReadAsync("queue_members", "queues", id => $"/v1/queues/{id}/members", ct)),
        new("webhook_deliveries", ct => ReadAsync("webhook_deliveries", "webhooks", id => $"/v1/webhooks/{id}/delivery-status", ct)),
        new("enduser_details", ct => ReadAsync("enduser_details", "endusers", id => $"/v1/endusers/{id}", ct, RecordSelector.One)),
        new("business_hours_schedules", ReadSchedulesAsync),
        new("the knowledge base", ReadKnowledgeAsync),
    ];

    private async Task ReadAsync(
        string stream, string parents, Func<string, string> path, CancellationToken cancellationToken, RecordSelector? selector = null)
    {
        foreach (var id in lists.Ids.GetValueOrDefault(parents, []).Take(Parents))
        {
            await reader.ReadAsync(stream, path(Uri.EscapeDataString(id)), selector ?? RecordSelector.Data, cancellationToken);
        }
    }

    /// <summary>Joins a schedule with its definition, as the connector does.</summary>
    private async Task ReadSchedulesAsync(CancellationToken cancellationToken)
    {
        const string Stream = "business_hours_schedules";
        var definition = StreamRegistry.Find(Stream)!;
        var schedules = new List<JsonElement>();
        await AskAsync("/v1/business-hours/schedules", "schedules", schedules, cancellationToken);
        foreach (var schedule in schedules.Take(Parents).Where(each => each.Text("id") is not null))
        {
            var found = new List<JsonElement>();
            await AskAsync($"/v1/business-hours/schedules/{Uri.EscapeDataString(schedule.Text("id")!)}/definition", "schedule", found, cancellationToken);
            if (found is [var only])
            {
                using var row = new MemoryStream([.. System.Text.Encoding.UTF8.GetBytes($$"""{"data":{"definition":{{only.GetRawText()}},{{schedule.GetRawText()[1..]}}}""")]);
                await new RowReader(definition, seen.CensusOf(definition)).ReadAsync(row, RecordSelector.One, _ => { }, cancellationToken);
            }
        }
    }

    private async Task ReadKnowledgeAsync(CancellationToken cancellationToken)
    {
        var (categories, articles) = (new List<string>(), new List<string>());
        foreach (var id in lists.Ids.GetValueOrDefault("knowledge_collections", []).Take(Parents))
        {
            var tree = new List<JsonElement>();
            await AskAsync($"/v1/knowledge/collections/{Uri.EscapeDataString(id)}/catalog", "", tree, cancellationToken);
            tree.ForEach(node => Collect(node, categories, articles));
        }

        foreach (var id in categories.Take(Parents))
        {
            await reader.ReadAsync("knowledge_categories", $"/v1/knowledge/categories/{Uri.EscapeDataString(id)}", RecordSelector.One, cancellationToken);
        }

        foreach (var id in articles.Take(Parents))
        {
            var path = $"/v1/knowledge/articles/{Uri.EscapeDataString(id)}";
            await reader.ReadAsync("knowledge_articles", path, RecordSelector.One, cancellationToken);
            await reader.ReadAsync(
                "knowledge_article_translations", $"{path}/translations", new RecordSelector("data", "translations", "draft") { IsOptional = true }, cancellationToken);
        }
    }

    /// <summary>Finds the objects at a member of <c>data</c>, or at <c>data</c> itself.</summary>
    private async Task AskAsync(string path, string member, List<JsonElement> found, CancellationToken cancellationToken)
    {
        var answer = await host.GetAsync(
            path,
            async (body, ct) =>
            {
                using var json = await JsonDocument.ParseAsync(body, cancellationToken: ct);
                var data = json.RootElement.Member("data") ?? throw new JsonException("the answer has no \"data\"");
                var at = member.Length == 0 ? data : data.Member(member) ?? default;
                found.AddRange(at.ValueKind == JsonValueKind.Array ? at.Clone().EnumerateArray() : at.ValueKind == JsonValueKind.Object ? [at.Clone()] : []);
            },
            cancellationToken);
        seen.AddResource(path.Contains("knowledge", StringComparison.Ordinal) ? "knowledge_categories" : "business_hours_schedules", answer.Status);
    }

    private static void Collect(JsonElement node, List<string> categories, List<string> articles)
    {
        foreach (var (name, ids) in new[] { ("categories", categories), ("articles", articles) })
        {
            if (node.Member(name) is { ValueKind: JsonValueKind.Array } items)
            {
                foreach (var item in items.EnumerateArray())
                {
                    if (item.Text("id") is { } id)
                    {
                        ids.Add(id);
                    }

                    Collect(item, categories, articles);
                }
            }
        }
    }
}
