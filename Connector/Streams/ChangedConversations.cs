using System.Text.Json;
using Dixa.Connector.Api;
using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;
using Dixa.Connector.Protocol;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>The conversations that changed, window by window, exported once for all streams that hang on them.</summary>
/// <remarks>
/// <para>A window is held until the slowest of those streams has passed it; a conversation takes 24 bytes, and its requester 24 if anybody wants it.</para>
/// <para>Unless there is an end date, the last window reaches over the time when it is asked for, and not only to when the sync began.
/// A conversation that is updated meanwhile leaves the window that it was in; so it is found in the last one, and none goes unseen.</para>
/// </remarks>
public sealed class ChangedConversations(DixaClient client, ConnectorConfig config, SyncPeriod period, TimeProvider time)
{
    /// <summary>How far the last window reaches over the present, since it is asked for only after a wait for the rate limit or some tries.</summary>
    private static readonly TimeSpan Beyond = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<StreamDescriptor, long> _readTo = [];
    private readonly HashSet<long> _requestersFromMs = [];
    private readonly Dictionary<TimeWindow, Task<ChangedWindow>> _held = [];
    private readonly List<TimeWindow> _windows = [];
    private bool _isCut;
    private int _asked;

    /// <summary>Whether a window was the last one, which reaches over the present, and was asked for before its end.</summary>
    public bool ReachesPresent(TimeWindow window, DateTimeOffset askedAt) =>
        period.IsOpen && _isCut && window == _windows[^1] && askedAt.ToUnixTimeMilliseconds() < window.EndMs;

    /// <summary>The end of the last window, once that has been asked for.</summary>
    public long EndMs => _windows.Count == 0 ? period.EndMs : _windows[^1].EndMs;

    /// <summary>Says that a stream will read from a time on; to be called for every stream before the first one reads.</summary>
    /// <param name="withRequesters">Whether it wants to know who asked in the conversations.</param>
    public void Register(StreamDescriptor stream, long startMs, bool withRequesters = false)
    {
        _readTo[stream] = startMs;
        if (withRequesters)
        {
            _requestersFromMs.Add(startMs);
        }
    }

    /// <summary>The windows that a stream has to go through, from the earliest start of all streams on.</summary>
    public IEnumerable<TimeWindow> WindowsFrom(long startMs)
    {
        for (var index = 0; Window(index) is { } window; index++)
        {
            if (window.EndMs > startMs)
            {
                yield return window;
            }
        }
    }

    /// <summary>What changed in a window, by id; asked for by whichever stream comes first.</summary>
    public async Task<ChangedWindow> ReadAsync(TimeWindow window, RequestStatistics statistics, CancellationToken cancellationToken)
    {
        Task<ChangedWindow>? reading;
        lock (_gate)
        {
            if (!_held.TryGetValue(window, out reading) || reading.IsFaulted || reading.IsCanceled)
            {
                reading = ExportAsync(window, statistics, cancellationToken);
                _held[window] = reading;
            }
        }

        return await reading;
    }

    /// <summary>Says that a stream is through with everything before a time, or with everything when it has ended.</summary>
    public void Release(StreamDescriptor stream, long endMs)
    {
        lock (_gate)
        {
            _readTo[stream] = endMs;
            var slowest = _readTo.Values.Min();
            foreach (var window in _held.Keys.Where(window => window.EndMs <= slowest).ToList())
            {
                _held.Remove(window);
            }
        }
    }

    private TimeWindow? Window(int index)
    {
        lock (_gate)
        {
            if (index == _windows.Count && !_isCut)
            {
                var start = index == 0 ? _readTo.Values.Min() : _windows[^1].EndMs;
                var now = time.GetUtcNow();

                // Also where a window happens to end just over the present: it is the last one only if it reaches as far as the last one should.
                var reach = (now + Beyond).ToUnixTimeMilliseconds();
                var end = period.IsOpen && start < (index == 0 ? now.ToUnixTimeMilliseconds() : reach) ? reach : period.EndMs;
                _windows.AddRange(TimeWindow.Cut(start, end, config.Window).Take(1));
                _isCut = start >= end || _windows[^1].EndMs == end;
            }

            return index < _windows.Count ? _windows[index] : null;
        }
    }

    /// <remarks>Read whole before anything of it is used, so an answer that breaks is simply read again, in halves if need be.</remarks>
    private async Task<ChangedWindow> ExportAsync(TimeWindow whole, RequestStatistics statistics, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _asked);
        var askedAt = DateTimeOffset.MaxValue;
        var parts = new List<Part>();
        var pending = new Stack<TimeWindow>([whole]);
        while (pending.TryPop(out var window))
        {
            try
            {
                var isLastTry = false;
                parts.Add(await client.Exports.FetchAsync(
                    $"changed conversations {window}",
                    ct => client.ExportsApi.ExportConversations(window.AfterMs, window.BeforeMs, ct),
                    async (body, ct) =>
                    {
                        var part = await ReadAsync(body, window, ct);
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
                    cancellationToken));
                askedAt = parts[^1].AskedAt < askedAt ? parts[^1].AskedAt : askedAt;
            }
            catch (ConnectorException exception) when (exception.Fault is { MaySplit: true } && window.CanSplit)
            {
                var (earlier, later) = window.Split();
                pending.Push(later);
                pending.Push(earlier);
            }
        }

        return new ChangedWindow(
            whole,
            number,
            askedAt,
            parts.ConvertAll(part => part.Found).InOrder(),
            _requestersFromMs.ToDictionary(from => from, from => parts.ConvertAll(part => part.Requesters[from])),
            parts.Find(part => part.IdDefect is not null)?.IdDefect,
            parts.Find(part => part.RequesterDefect is not null)?.RequesterDefect);
    }

    private async Task<Part> ReadAsync(BodyStream body, TimeWindow window, CancellationToken cancellationToken)
    {
        var part = new Part(body.AskedAt, _requestersFromMs);
        using var reader = new JsonArrayReader(body, RecordSelector.Bare, RecordKeys.None);
        while (await reader.ReadMoreAsync(cancellationToken))
        {
            while (reader.TryRead(out var record))
            {
                part.Add(ConversationRow.Of(record.Json, window), window);
            }
        }

        reader.RequireWhole();
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
