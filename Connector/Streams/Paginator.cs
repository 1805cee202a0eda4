using Dixa.Connector.Api;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>Follows the pages of a list of the Dixa API along <c>meta.next</c>. Fails if the links go round in circles.</summary>
/// <param name="first">Requests the first page.</param>
public sealed class Paginator(Func<IDixaApi, CancellationToken, Task<HttpResponseMessage>> first)
{
    /// <summary>Rows to request in a page. No maximum is documented; other clients use 100.</summary>
    public const int PageLimit = 100;

    /// <summary>The most consecutive pages without new rows. After more than these the links are taken to go round in circles.</summary>
    private const int MostIdlePages = 100;

    /// <summary>Reads the page at which an earlier sync stopped from the state.</summary>
    /// <exception cref="ConnectorException">The state has no link that can be followed.</exception>
    public static PageCheckpoint Resume(StreamSync sync)
    {
        var checkpoint = PageCheckpoint.Parse(sync.State);
        return checkpoint.NextPage is not { } link || PageLink.TryResolve(sync.Client.Dixa, link, out _)
            ? checkpoint
            : throw sync.State.Error($"its page leads to another address than that of the {sync.Client.Dixa.Name}");
    }

    /// <param name="what">What is read, for the log.</param>
    /// <param name="start">The link to the first page to read; null for the list's first page.</param>
    /// <param name="read">Reads a page and returns its link to the next one.</param>
    /// <param name="count">The number of rows so far. A page that does not change it has no new rows.</param>
    /// <param name="turnPage">Called with the link to the next page after a page has been read.</param>
    public async Task RunAsync(
        StreamSync sync,
        string what,
        string? start,
        Func<Response, CancellationToken, ValueTask<string?>> read,
        Func<long> count,
        Func<string, ValueTask> turnPage,
        CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>();
        var idle = 0;
        var link = start;
        while (true)
        {
            var before = count();
            var page = link ?? "1";
            try
            {
                link = await ReadPageAsync(sync, what, link, read, cancellationToken);
            }
            catch (ConnectorException exception) when (link is not null && link == start && exception.Fault is { Status: not null, IsRateLimit: false })
            {
                // The response to an expired key is not documented, so any response other than a page restarts the list.
                sync.Log.Warning(
                    "{Stream:l}: the page where the last sync stopped can't be read; the list is read from its beginning. {Detail:l}", what, exception.InternalMessage);
                (start, link) = (null, null);
                continue;
            }

            sync.Log.Debug("{Stream:l}: page {Page:l}: {Records} records", what, ShownAddress.Of(page), count() - before);
            if (link is null)
            {
                return;
            }

            idle = count() == before ? idle + 1 : 0;
            if (!seen.Add(link) || idle > MostIdlePages)
            {
                throw new ConnectorException(
                    FailureKind.System,
                    $"The list behind the stream \"{sync.Definition.Name}\" does not end: the Dixa API keeps leading to pages that have been read. Please report this with the log.",
                    link);
            }

            // Check the link now: a link that can't be followed must not become the checkpoint of later syncs.
            PageLink.Resolve(sync.Client.Dixa, link);
            await turnPage(link);
        }
    }

    private Task<string?> ReadPageAsync(
        StreamSync sync,
        string what,
        string? link,
        Func<Response, CancellationToken, ValueTask<string?>> read,
        CancellationToken cancellationToken)
    {
        var page = link is null ? null : PageLink.Resolve(sync.Client.Dixa, link);
        return sync.Client.Dixa.FetchAsync(
            $"{what} {(link is null ? "first page" : ShownAddress.Of(link))}",
            (api, ct) => page is null ? first(api, ct) : api.GetPage(page, ct),
            read,
            sync.Statistics,
            RetryBudget.Patient,
            cancellationToken);
    }
}
