using System.Text.Json;
using Dixa.Connector.Dixa;
using Dixa.Connector.Protocol;
using Dixa.Connector.Sync;

namespace Dixa.Connector.Streams;

/// <summary>Finds categories and articles, which no list gives, in the trees of the collections.</summary>
/// <remarks>What stands in several collections is found once, under the first of them in the order of the API.</remarks>
public static class KnowledgeCatalog
{
    private static readonly Func<StreamSync, CancellationToken, Task<IReadOnlyList<Parent>>> Collections =
        Parents.Listed((api, ct) => api.GetKnowledgeCollections(PageWalk.PageLimit, ct));

    public static Func<StreamSync, CancellationToken, Task<IReadOnlyList<Parent>>> Categories { get; } =
        (sync, ct) => FindAsync(sync, "categories", ct);

    public static Func<StreamSync, CancellationToken, Task<IReadOnlyList<Parent>>> Articles { get; } =
        (sync, ct) => FindAsync(sync, "articles", ct);

    /// <summary>The collection that a category or article was found in.</summary>
    public static string CollectionOf(Parent found) => ChildStream.Member("collectionId", System.Text.Encoding.UTF8.GetString(found.Json.Span));

    private static async Task<IReadOnlyList<Parent>> FindAsync(StreamSync sync, string kind, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Parent>();
        await FanOut.RunAsync(
            await Collections(sync, cancellationToken),
            (collection, ct) => CatalogAsync(sync, collection, ct),
            sync.WhileAliveAsync,
            (collection, catalog) =>
            {
                Collect(catalog, kind, collection.Id, found);
                return ValueTask.CompletedTask;
            },
            cancellationToken);
        return [.. found.Values];
    }

    /// <returns>The tree's root; a collection that was deleted meanwhile has none.</returns>
    private static async Task<JsonElement> CatalogAsync(StreamSync sync, Parent collection, CancellationToken cancellationToken)
    {
        try
        {
            return await sync.Client.Dixa.FetchAsync(
                $"{sync.Definition.Name}: catalog of {collection.Id}",
                ct => sync.Client.DixaApi.GetKnowledgeCatalog(collection.Id, ct),
                async (body, ct) =>
                {
                    using var document = await JsonDocument.ParseAsync(body, cancellationToken: ct);
                    return document.RootElement.Member("data")?.Clone() ?? throw new JsonException("the catalog has no \"data\"");
                },
                sync.Meter,
                RetryBudget.Patient,
                cancellationToken);
        }
        catch (ConnectorException exception) when (exception.Fault?.Status == System.Net.HttpStatusCode.NotFound)
        {
            return default;
        }
    }

    private static void Collect(JsonElement node, string kind, string collection, Dictionary<string, Parent> found)
    {
        foreach (var member in new[] { "categories", "articles" })
        {
            if (node.Member(member) is not { ValueKind: JsonValueKind.Array } items)
            {
                continue;
            }

            foreach (var item in items.EnumerateArray())
            {
                if (member == kind && item.Text("id") is { } id)
                {
                    found.TryAdd(id, new Parent(id, System.Text.Encoding.UTF8.GetBytes(collection)));
                }

                Collect(item, kind, collection, found);
            }
        }
    }
}
