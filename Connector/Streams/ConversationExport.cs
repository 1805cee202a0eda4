using System.Text.Json;
using Dixa.Connector.Api;
using Dixa.Connector.Json;
using Dixa.Connector.State;
using Serilog;

namespace Dixa.Connector.Streams;

/// <summary>Exports a window of conversations. It keeps what decides which of their children are requested.</summary>
public sealed class ConversationExport(DixaClient client, TimeProvider time, ILogger log)
{
    private const string Name = "changed conversations";

    private readonly WindowSplitter _splitter = new(Name, time, log);
    private int _asked;

    /// <summary>The start times of the streams that need requesters; complete before the first window is requested.</summary>
    public HashSet<long> RequestersFromMs { get; } = [];

    /// <remarks>A response is read whole before it is used. One that breaks off is requested again, in halves if necessary.</remarks>
    public async Task<ChangedWindow> ReadAsync(TimeWindow whole, RequestStatistics statistics, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _asked);
        var parts = new List<Part>();
        await _splitter.ReadAsync(whole, async window => parts.Add(await FetchAsync(window, statistics, cancellationToken)));
        return new ChangedWindow(
            whole,
            number,
            parts.Min(part => part.AskedAt),
            parts.ConvertAll(part => part.Found).InOrder(),
            RequestersFromMs.ToDictionary(from => from, from => parts.ConvertAll(part => part.Requesters[from])),
            parts.Find(part => part.IdDefect is not null)?.IdDefect,
            parts.Find(part => part.RequesterDefect is not null)?.RequesterDefect);
    }

    private Task<Part> FetchAsync(TimeWindow window, RequestStatistics statistics, CancellationToken cancellationToken)
    {
        var isLastTry = false;
        return client.Exports.FetchAsync(
            $"{Name} {window}",
            (api, ct) => api.ExportConversations(window.AfterMs, window.BeforeMs, ct),
            async (response, ct) =>
            {
                var part = await ReadAsync(response, window, ct);
                if (part.IsDefective && !isLastTry)
                {
                    // The defect may be transient. If the second response has it too, it is what Dixa holds.
                    isLastTry = true;
                    throw new JsonException($"the \"id\" or \"requester_id\" of a conversation is {part.IdDefect ?? part.RequesterDefect}");
                }

                return part;
            },
            statistics,
            window.CanSplit ? RetryBudget.Splittable : RetryBudget.Patient,
            cancellationToken);
    }

    private async Task<Part> ReadAsync(Response response, TimeWindow window, CancellationToken cancellationToken)
    {
        var part = new Part(response.AskedAt, RequestersFromMs);
        using var reader = new JsonArrayReader(response.Body, RecordSelector.Bare, RecordShape.None);
        await reader.ReadAllAsync((in JsonRecord record) => part.Add(ConversationRow.Of(record.Json, window), window), cancellationToken);
        return part;
    }

    /// <summary>The result of one response.</summary>
    private sealed class Part(DateTimeOffset askedAt, IEnumerable<long> requestersFromMs)
    {
        public DateTimeOffset AskedAt { get; } = askedAt;

        public KeyedTable<long, ChangedConversation> Found { get; } = new(each => each.Id, each => each.UpdatedAtMs);

        public Dictionary<long, KeyedTable<Guid, Requester>> Requesters { get; } =
            requestersFromMs.ToDictionary(from => from, _ => new KeyedTable<Guid, Requester>(each => each.Id, each => each.UpdatedAtMs));

        public string? IdDefect { get; private set; }

        public string? RequesterDefect { get; private set; }

        /// <summary>Whether an id that a stream needs can't be parsed.</summary>
        public bool IsDefective => IdDefect is not null || (RequesterDefect is not null && Requesters.Count > 0);

        public void Add(in ConversationRow row, TimeWindow window)
        {
            if (window.IsNeighbours(row.UpdatedAtMs))
            {
                return;
            }

            IdDefect ??= row.IdDefect;
            RequesterDefect ??= row.RequesterDefect;
            if (row.Conversation is { } changed)
            {
                Found.Add(changed);
            }

            if (row.Requester is not { } requester)
            {
                return;
            }

            // A time outside the window would exceed those of the customer's other conversations. A destination that deduplicates by it
            // would then keep the older version.
            var asker = new Requester(requester, row.IsUndated ? window.StartMs : row.UpdatedAtMs);
            foreach (var (from, askers) in Requesters)
            {
                if (row.IsFrom(from))
                {
                    askers.Add(asker);
                }
            }
        }
    }
}
