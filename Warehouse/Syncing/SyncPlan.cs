using System.Text;
using System.Text.Json.Nodes;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Stores;

namespace Dixa.Warehouse.Syncing;

/// <summary>What a sync asks of the source: which streams, how, and from where on.</summary>
/// <param name="Json">The configured catalog, for the source.</param>
/// <param name="States">The states, for the source.</param>
/// <param name="Catalog">The same catalog, for the tables.</param>
public sealed record SyncPlan(string Json, string States, ConfiguredCatalog Catalog)
{
    /// <summary>The state that each stream goes on from; a stream that is read from its beginning has none.</summary>
    public IReadOnlyDictionary<StreamName, string> StateOf { get; private init; } = new Dictionary<StreamName, string>();

    /// <summary>What is read where nobody says what: the suggested streams of the source's <c>metadata.yaml</c>.</summary>
    public static IReadOnlyList<string> Suggested { get; } = ["conversations", "messages", "activity_logs", "agents", "queues", "tags", "teams", "team_members", "business_hours_schedules"];

    /// <summary>What states of full refreshes say at their end: the protocol's own, and that of the Python CDK for streams without a cursor.</summary>
    private static readonly string[] Ends = ["__ab_full_refresh_sync_complete", "__ab_no_cursor_state_message"];

    /// <summary>Where source-dixa counts rows that it will read again: no place to go on from.</summary>
    private const string PastCheckpoint = "records_past_checkpoint";

    /// <summary>Makes the plan.</summary>
    /// <param name="discovered">The catalog that the source has.</param>
    /// <param name="asked">The streams that are asked for; null for the suggested ones, <c>all</c> for all.</param>
    /// <param name="refreshed">The streams to read from the beginning, <c>all</c> for all.</param>
    /// <exception cref="WarehouseException">A stream is asked for that the source does not have.</exception>
    public static SyncPlan Make(JsonObject discovered, IReadOnlyList<string>? asked, IReadOnlyList<string> refreshed, IReadOnlyList<Bookmark> bookmarks)
    {
        var streams = Choose(StreamsOf(discovered), asked);
        var configured = new JsonArray();
        var states = new Dictionary<StreamName, string>();
        foreach (var stream in streams)
        {
            var name = new StreamName((string?)stream["namespace"], NameOf(stream));
            var isRefreshed = refreshed.Contains("all") || refreshed.Contains(name.Name);
            var (entry, state) = Configure(stream, bookmarks.FirstOrDefault(bookmark => bookmark.Stream == name), isRefreshed);
            configured.Add((JsonNode)entry);
            if (state is not null)
            {
                states[name] = state;
            }
        }

        // A state of all streams together is the only one, where there is one.
        var shared = refreshed.Count == 0 ? bookmarks.FirstOrDefault(bookmark => bookmark is { Stream: null, State: not null })?.State : null;
        var json = new JsonObject { ["streams"] = configured }.ToJsonString();
        return new SyncPlan(json, $"[{shared ?? string.Join(',', states.Values)}]", ConfiguredCatalog.Parse(Encoding.UTF8.GetBytes(json))) { StateOf = shared is null ? states : [] };
    }

    /// <summary>The streams of a catalog that a sync reads.</summary>
    /// <exception cref="WarehouseException">A stream is asked for that the source does not have.</exception>
    public static IReadOnlyList<string> NamesOf(JsonObject discovered, IReadOnlyList<string>? asked) =>
        [.. Choose(StreamsOf(discovered), asked).Select(NameOf)];

    /// <summary>Makes the plan of a run that an event woke; null if no stream is fit for it.</summary>
    /// <remarks>
    /// Fit is a stream that can be read on from a state and kept by its key, whose table is there, and of which no refresh is under way:
    /// its rows would be of a generation that is to go, and would end it.
    /// </remarks>
    public static SyncPlan? MakeWoken(WokenRead read, IReadOnlyList<Bookmark> bookmarks)
    {
        var ahead = bookmarks.Select(bookmark => bookmark.Stream is { } stream && read.States.TryGetValue(stream, out var state) ? bookmark with { State = state } : bookmark).ToList();
        var fit = StreamsOf(read.Discovered)
            .Where(stream => read.Streams.Contains(NameOf(stream)) && IsIncremental(stream) && HasKey(stream))
            .Where(stream => ahead.Exists(bookmark => bookmark is { HasTable: true, IsRefreshing: false, State: not null } && bookmark.Stream == new StreamName((string?)stream["namespace"], NameOf(stream))))
            .Select(NameOf)
            .ToList();
        return fit.Count == 0 ? null : Make(read.Discovered, fit, [], ahead);
    }

    private static List<JsonObject> StreamsOf(JsonObject discovered) => [.. (discovered["streams"] as JsonArray ?? []).OfType<JsonObject>()];

    private static bool IsIncremental(JsonObject stream) => stream["supported_sync_modes"] is JsonArray modes && modes.Any(mode => (string?)mode == "incremental");

    /// <summary>Whether a stream has a key, and one that columns can be.</summary>
    private static bool HasKey(JsonObject stream) => stream["source_defined_primary_key"] is JsonArray { Count: > 0 } key && key.All(path => path is JsonArray { Count: 1 });

    private static List<JsonObject> Choose(List<JsonObject> streams, IReadOnlyList<string>? asked)
    {
        if (asked is null)
        {
            var suggested = streams.Where(stream => Suggested.Contains(NameOf(stream))).ToList();
            return suggested.Count > 0 ? suggested : streams;
        }

        if (asked is ["all"])
        {
            return streams;
        }

        var unknown = asked.Where(name => streams.TrueForAll(stream => NameOf(stream) != name)).ToList();
        return unknown.Count > 0
            ? throw WarehouseException.Configuration($"The source has no stream {string.Join(" and no stream ", unknown)}. It has {string.Join(", ", streams.Select(NameOf))}.")
            : [.. streams.Where(stream => asked.Contains(NameOf(stream)))];
    }

    /// <summary>How one stream is read: incremental where it can be, from its state on; else in full, from where a refresh was cut off.</summary>
    private static (JsonObject Entry, string? State) Configure(JsonObject stream, Bookmark? bookmark, bool isRefreshed)
    {
        var (isIncremental, hasKey) = (IsIncremental(stream), HasKey(stream));
        var isCutOff = bookmark is { IsRefreshing: true };
        var isResumed = isCutOff && bookmark!.HasTable && !BeginsAnew(bookmark.State) && !isRefreshed;
        var begins = isRefreshed || !isIncremental || (isCutOff && !isResumed);
        var last = bookmark?.Generation ?? 0;
        var generation = isResumed ? last : begins ? last + 1 : last;
        var entry = new JsonObject
        {
            ["stream"] = stream.DeepClone(),
            ["sync_mode"] = isIncremental ? "incremental" : "full_refresh",
            ["destination_sync_mode"] = (isIncremental ? "append" : "overwrite") + (hasKey ? "_dedup" : ""),
            ["cursor_field"] = (stream["default_cursor_field"] as JsonArray)?.DeepClone() ?? new JsonArray(),
            ["primary_key"] = hasKey ? stream["source_defined_primary_key"]!.DeepClone() : new JsonArray(),
            ["generation_id"] = generation,
            ["minimum_generation_id"] = isResumed || begins ? generation : 0,
            ["sync_id"] = 0,
        };

        // A table that is gone has lost what its state covered.
        var goesOn = bookmark is { HasTable: true } && (isResumed || !begins);
        return (entry, goesOn ? bookmark!.State : null);
    }

    /// <summary>
    /// Whether a source reads a list from its beginning with this state: it had come to its end, and only its COMPLETE is missing, or it
    /// was stopped before its first checkpoint. What is gone by now would stay if that counted as the same refresh.
    /// </summary>
    /// <param name="state">The stream's own; null where one state is of all streams.</param>
    private static bool BeginsAnew(string? state) =>
        state is not null && (JsonNode.Parse(state)?["stream"]?["stream_state"] is not JsonObject members || Ends.Any(members.ContainsKey) || members.All(member => member.Key == PastCheckpoint));

    private static string NameOf(JsonObject stream) => (string?)stream["name"] ?? "";
}
