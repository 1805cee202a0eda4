using System.Text.Json;
using Dixa.Connector.Dixa;
using Dixa.Connector.Json;
using Dixa.Connector.Protocol;
using Dixa.Connector.Sync;

namespace Dixa.Connector.Streams;

/// <summary>A list of the Dixa API: read in full, page after page where it has pages. The link to the next page is the checkpoint.</summary>
/// <remarks>
/// Pages are numbered underneath, so a row can move to the next page while they are walked; a row that has been written in this
/// walk is not written again.
/// </remarks>
/// <param name="first">Asks for the list's first page.</param>
public sealed class ListStream(Func<IDixaApi, CancellationToken, Task<HttpResponseMessage>> first) : StreamKind
{
    /// <summary>Rows to ask for in a page. No maximum is documented; 100 is in use by others.</summary>
    public const int PageLimit = 100;

    /// <summary>Pages in a row that bring nothing new: more of them than this, and the walk goes round in circles.</summary>
    private const int MostIdlePages = 100;

    private const string NextPage = "next_page";

    private static readonly string[] Data = ["data"];

    public override bool IsIncremental => false;

    public override async Task ReadAsync(StreamSync sync, CancellationToken cancellationToken)
    {
        var written = new WrittenRecords();
        var seen = new HashSet<string>();
        var idle = 0;
        var link = Resume(sync);
        var resumed = link is not null;
        sync.Output.SetCheckpoint(json => json.WriteString(NextPage, link));
        do
        {
            var before = sync.Output.Records;
            try
            {
                link = await ReadPageAsync(sync, link, written, cancellationToken);
            }
            catch (ConnectorException exception) when (resumed && exception.Fault is { CanRetry: false, Status: not null } && exception.Kind == FailureKind.System)
            {
                sync.Log.Warning("{Stream:l}: the page where the last sync stopped is no longer there; the list is read from its beginning", sync.Definition.Name);
                link = null;
                resumed = false;
                continue;
            }

            resumed = false;
            if (link is null)
            {
                break;
            }

            idle = sync.Output.Records == before ? idle + 1 : 0;
            if (!seen.Add(link) || idle > MostIdlePages)
            {
                throw new ConnectorException(
                    FailureKind.System,
                    $"The list behind the stream \"{sync.Definition.Name}\" does not end: the Dixa API keeps leading to pages that have been read. Please report this with the log.",
                    link);
            }

            // A link that can't be followed must not become the checkpoint of every sync to come.
            PageLink.Resolve(sync.Client.Dixa, link);
            sync.Output.WriteState(json => json.WriteString(NextPage, link));
            await sync.Output.FlushAsync(cancellationToken);
        }
        while (true);

        sync.Output.WriteState(Sentinel.Write);
    }

    private static string? Resume(StreamSync sync)
    {
        if (sync.State is not { } state || Sentinel.IsIn(state) || state.Member(NextPage) is not { } next)
        {
            return null;
        }

        return next.ValueKind == JsonValueKind.String
            ? next.GetString()
            : throw sync.StateError($"its \"{NextPage}\" is {next.GetRawText()}, not a link");
    }

    private async Task<string?> ReadPageAsync(StreamSync sync, string? link, WrittenRecords written, CancellationToken cancellationToken)
    {
        var before = sync.Output.Records;
        var page = link is null ? null : PageLink.Resolve(sync.Client.Dixa, link);
        var next = await sync.Client.Dixa.FetchAsync(
            $"{sync.Definition.Name} {link ?? "first page"}",
            ct => page is null ? first(sync.Client.DixaApi, ct) : sync.Client.DixaApi.GetPage(page, ct),
            (body, ct) => sync.CopyRecordsAsync(body, Data, (in JsonRecord record) => written.Add(record.Fingerprint), ct),
            sync.Meter,
            RetryBudget.Patient,
            cancellationToken);
        sync.Log.Debug("{Stream:l}: page {Page:l}: {Records} records", sync.Definition.Name, link ?? "1", sync.Output.Records - before);
        return next;
    }
}
