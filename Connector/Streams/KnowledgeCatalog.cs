using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Dixa.Connector.Api;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;

namespace Dixa.Connector.Streams;

/// <summary>Finds categories and articles in the trees of the collections, since no list returns them.</summary>
/// <remarks>A row in several collections is found once, under the first of them in the API's order.</remarks>
public static class KnowledgeCatalog
{
    private static readonly Func<StreamSync, CancellationToken, Task<IReadOnlyList<Parent>>> Collections =
        Parents.Listed((api, ct) => api.GetKnowledgeCollections(Paginator.PageLimit, ct));

    public static Func<StreamSync, CancellationToken, Task<IReadOnlyList<Parent>>> Categories { get; } =
        async (sync, ct) => (await ReadAsync(sync, ct)).Categories;

    public static Func<StreamSync, CancellationToken, Task<IReadOnlyList<Parent>>> Articles { get; } =
        async (sync, ct) => (await ReadAsync(sync, ct)).Articles;

    /// <summary>The collection in which a category or article was found.</summary>
    public static string CollectionOf(Parent found) => ChildStream.Member("collectionId", Encoding.UTF8.GetString(found.Json.Span));

    /// <remarks>Three streams need the trees, which take a request for each collection. They share one read.</remarks>
    private static Task<(IReadOnlyList<Parent> Categories, IReadOnlyList<Parent> Articles)> ReadAsync(StreamSync sync, CancellationToken cancellationToken) =>
        sync.Shared.ReadAsync("knowledge base", () => FindAsync(sync, cancellationToken));

    private static async Task<(IReadOnlyList<Parent> Categories, IReadOnlyList<Parent> Articles)> FindAsync(StreamSync sync, CancellationToken cancellationToken)
    {
        var (categories, articles) = (new Dictionary<string, Parent>(), new Dictionary<string, Parent>());
        await FanOut.RunAsync(
            await Collections(sync, cancellationToken),
            (collection, ct) => CatalogAsync(sync, collection, ct),
            (collection, ids) =>
            {
                foreach (var (isArticle, id) in ids)
                {
                    (isArticle ? articles : categories).TryAdd(id, new Parent(id, Encoding.UTF8.GetBytes(collection.Id)));
                }

                return ValueTask.CompletedTask;
            },
            cancellationToken);
        return ([.. categories.Values], [.. articles.Values]);
    }

    /// <returns>The contents of the collection's tree; empty for a collection that was deleted meanwhile.</returns>
    private static async Task<IReadOnlyList<(bool IsArticle, string Id)>> CatalogAsync(StreamSync sync, Parent collection, CancellationToken cancellationToken)
    {
        try
        {
            return await sync.Client.Dixa.FetchAsync(
                $"knowledge base: catalog of {collection.Id}",
                (api, ct) => api.GetKnowledgeCatalog(collection.Id, ct),
                async (response, ct) =>
                {
                    using var document = await JsonDocument.ParseAsync(response.Body.HoldWhole(), cancellationToken: ct);
                    if (document.RootElement.Member("meta") is { } meta && NextLink.Of(JsonMarshal.GetRawUtf8Value(meta).ToArray()) is not null)
                    {
                        throw new JsonException("the catalog goes on at another page");
                    }

                    var ids = new List<(bool IsArticle, string Id)>();
                    Collect(document.RootElement.Member("data") ?? throw new JsonException("the catalog has no \"data\""), ids);
                    return ids;
                },
                sync.Statistics,
                RetryBudget.Patient,
                cancellationToken);
        }
        catch (ConnectorException exception) when (exception.Fault?.Status == System.Net.HttpStatusCode.NotFound)
        {
            return [];
        }
    }

    /// <exception cref="JsonException">It is not a tree. Treating it as an empty one would lose rows without notice.</exception>
    private static void Collect(JsonElement node, List<(bool IsArticle, string Id)> ids)
    {
        if (node.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("the catalog is not a tree of objects");
        }

        foreach (var (member, isArticle) in new[] { ("categories", false), ("articles", true) })
        {
            if (node.Member(member) is not { } items)
            {
                continue;
            }

            if (items.ValueKind != JsonValueKind.Array)
            {
                throw new JsonException($"the catalog's \"{member}\" is not an array");
            }

            foreach (var item in items.EnumerateArray())
            {
                ids.Add((isArticle, RowId.Of(JsonMarshal.GetRawUtf8Value(item))));
                Collect(item, ids);
            }
        }
    }
}
