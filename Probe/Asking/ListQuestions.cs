using System.Globalization;
using System.Text.Json;
using Dixa.Connector.Api;
using Dixa.Connector.Json;
using Dixa.Connector.Streams;
using Dixa.Probe.Observed;

namespace Dixa.Probe.Asking;

/// <summary>Lists: how large a page may be, how long its key lives, and which lists come whole.</summary>
public sealed class ListQuestions(Uri host, ApiReader reader, Observations seen, TimeProvider time)
{
    /// <summary>Sizes of pages, and what is tried between the last that was taken and one that was refused.</summary>
    private static readonly (int Limit, int Below)[] Limits = [(Paginator.PageLimit, 50), (1_000, 300), (10_000, 3_000)];

    private (string Stream, Uri Page, DateTimeOffset Since)? _key;

    /// <summary>The lists that have pages, with their paths.</summary>
    public static IReadOnlyList<(string Stream, string Path)> Paged { get; } =
    [
        ("agents", "/v1/agents"), ("endusers", "/v1/endusers"), ("templates", "/v1/templates"), ("knowledge_collections", "/v1/knowledge/collections"),
        ("analytics_metrics", "/v1/analytics/metrics"), ("analytics_records", "/v1/analytics/records"),
    ];

    /// <summary>The lists that are documented to come whole.</summary>
    private static IReadOnlyList<(string Stream, string Path, RecordSelector Selector)> Whole { get; } =
    [
        ("organization", "/v1/organization", RecordSelector.One),
        ("agent_presence", "/v1/agents/presence", RecordSelector.Bare),
        ("teams", "/v1/teams", RecordSelector.Data),
        ("queues", "/v1/queues", RecordSelector.Data),
        ("tags", "/v1/tags?includeDeactivated=true", RecordSelector.Data),
        ("custom_attributes", "/v1/custom-attributes", RecordSelector.Data),
        ("contact_endpoints", "/v1/contact-endpoints", RecordSelector.Data),
        ("webhooks", "/v1/webhooks", RecordSelector.Data),
    ];

    /// <summary>The ids of rows, by stream: what children are asked for by.</summary>
    public Dictionary<string, List<string>> Ids { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<Step> Steps =>
    [
        .. Paged.Select(list => new Step($"pages of {list.Stream}", ct => TryPagesAsync(list.Stream, list.Path, ct))),
        .. Whole.Select(list => new Step(list.Stream, ct => ReadWholeAsync(list.Stream, list.Path, list.Selector, ct))),
        new("flows", ReadFlowsAsync),
    ];

    /// <summary>The last use of a page's key, at the end of the run.</summary>
    public Step Last => new("a page's key at the end", UseKeyAsync);

    private static void Keep(List<string> ids, JsonElement row)
    {
        if (row.Text("id") is { } id)
        {
            ids.Add(id);
        }
    }

    private async Task TryPagesAsync(string stream, string path, CancellationToken cancellationToken)
    {
        var first = await reader.ReadAsync(stream, $"{path}?pageLimit=2", RecordSelector.Data, cancellationToken);
        if (first.Answer.IsOk)
        {
            await LookAtLinkAsync(stream, first, cancellationToken);
        }

        foreach (var (limit, below) in Limits)
        {
            if (!(await TryAsync(stream, path, limit, cancellationToken)).Answer.IsOk)
            {
                await TryAsync(stream, path, below, cancellationToken);
                return;
            }
        }
    }

    private async Task<PageTrial> TryAsync(string stream, string path, int limit, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var page = await reader.ReadAsync(
            stream, string.Create(CultureInfo.InvariantCulture, $"{path}?pageLimit={limit}"), RecordSelector.Data, cancellationToken, row => Keep(ids, row), isTrial: limit != Paginator.PageLimit);
        Ids[stream] = ids.Count > 0 ? ids : Ids.GetValueOrDefault(stream, []);
        var trial = new PageTrial(stream, limit, page.Answer, page.Rows, page.HasNext);
        seen.PageTrials.Add(trial);
        return trial;
    }

    private async Task LookAtLinkAsync(string stream, Page first, CancellationToken cancellationToken)
    {
        seen.Envelopes[stream] = [.. first.Members];
        if (first.Next is not { } next)
        {
            return;
        }

        var isOurs = PageLink.TryResolve(host, next, out var page);
        seen.Links[stream] = !isOurs ? "leads to another host"
            : !next.Contains("pageKey=", StringComparison.Ordinal) ? "has no `pageKey`"
            : next.StartsWith('/') ? "a path with `pageKey`" : "a whole address with `pageKey`";
        if (isOurs && _key is null)
        {
            _key = (stream, page!, time.GetUtcNow());
            await UseKeyAsync(cancellationToken);
            await UseKeyAsync(cancellationToken);
        }
    }

    private async Task UseKeyAsync(CancellationToken cancellationToken)
    {
        if (_key is { } key)
        {
            var page = await reader.ReadAsync(key.Stream, key.Page.AbsoluteUri, RecordSelector.Data, cancellationToken, isTrial: true);
            seen.PageKeys.Add(new PageKeyUse(page.Answer, page.Answer.SentAt - key.Since, page.Fingerprint));
        }
    }

    private async Task ReadWholeAsync(string stream, string path, RecordSelector selector, CancellationToken cancellationToken)
    {
        var ids = Ids.TryGetValue(stream, out var known) ? known : Ids[stream] = [];
        var page = await reader.ReadAsync(stream, path, selector, cancellationToken, row => Keep(ids, row));
        if (page.Answer.IsOk && !selector.IsSingle)
        {
            seen.WholeLists[stream] = page.HasNext;
        }
    }

    private async Task ReadFlowsAsync(CancellationToken cancellationToken)
    {
        foreach (var channel in StreamRegistry.FlowChannels)
        {
            await ReadWholeAsync("conversation_flows", $"/v1/conversations/flows?channel={channel}", RecordSelector.Data, cancellationToken);
        }
    }
}
