using System.Text.Json;
using Dixa.Connector.Api;
using Dixa.Connector.Json;
using Dixa.Connector.State;
using Serilog;

namespace Dixa.Connector.Streams;

/// <summary>Exports a window of conversations and keeps of each what decides which of its children to ask for.</summary>
public sealed class ConversationExport(DixaClient client, TimeProvider time, ILogger log)
{
    private const string Name = "changed conversations";

    private readonly WindowSplitter _splitter = new(Name, time, log);
    private int _asked;

    /// <summary>The times from which on somebody wants to know who asked; to be filled before a window is asked for.</summary>
    public HashSet<long> RequestersFromMs { get; } = [];

    /// <remarks>An answer is read whole before anything of it is used, so one that breaks is simply asked for again, in halves if need be.</remarks>
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
                    // Garbage may pass; what is still there when asked again is what Dixa has to say.
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

    /// <summary>What an answer has brought.</summary>
    private sealed class Part(DateTimeOffset askedAt, IEnumerable<long> requestersFromMs)
    {
        public DateTimeOffset AskedAt { get; } = askedAt;

        public KeyedTable<long, ChangedConversation> Found { get; } = new(each => each.Id, each => each.UpdatedAtMs);

        public Dictionary<long, KeyedTable<Guid, Requester>> Requesters { get; } =
            requestersFromMs.ToDictionary(from => from, _ => new KeyedTable<Guid, Requester>(each => each.Id, each => each.UpdatedAtMs));

        public string? IdDefect { get; private set; }

        public string? RequesterDefect { get; private set; }

        /// <summary>Whether what somebody wants to know can't be understood.</summary>
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

            // A time from elsewhere would outdo those of the customer's other conversations, and a destination
            // that goes by it would keep the older version.
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
