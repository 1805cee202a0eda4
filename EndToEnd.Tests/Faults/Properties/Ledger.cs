using System.Text.Json;
using Dixa.Connector.Faults.Source;

namespace Dixa.Connector.Faults.Properties;

/// <summary>What the platform keeps of one stream from sync to sync, and what its state has to be held against.</summary>
public sealed class Ledger(DrawnStream stream)
{
    public DrawnStream Stream { get; } = stream;

    /// <summary>The last state that the platform committed, as it gives it to the next sync.</summary>
    public JsonElement? State { get; set; }

    /// <summary>Holds what came before a committed state, and nothing else.</summary>
    public Destination Committed { get; } = new();

    /// <summary>Holds everything that came out.</summary>
    public Destination Received { get; } = new();

    /// <summary>The keys that were committed since the full refresh began that is under way.</summary>
    public HashSet<string> Refreshed { get; } = [];

    /// <summary>What came out of syncs that ended by themselves and read the whole stream.</summary>
    public HashSet<(string Key, long CursorMs)> Complete { get; } = [];

    /// <summary>When the last of those syncs began.</summary>
    public long CompleteFromMs { get; set; }

    /// <summary>The source when the sync began, or the full refresh that it goes on with.</summary>
    public IReadOnlyList<SourceRow> Before { get; set; } = [];

    /// <summary>When that was.</summary>
    public long BeforeMs { get; set; }

    /// <summary>Conversations that have changed since then, or are about to be shown.</summary>
    public HashSet<long> Unsettled { get; } = [];

    /// <summary>Whether anything changes while the run reads.</summary>
    public bool ChangesMeanwhile { get; set; }

    /// <summary>Whether a run was shown conversations with another time of update than theirs.</summary>
    public bool IsMisdated { get; set; }

    /// <summary>What the last run wrote: the cursors of each key.</summary>
    public IReadOnlyDictionary<string, List<long?>> LastRun { get; set; } = new Dictionary<string, List<long?>>();

    /// <summary>Whether the last run went on with a full refresh that an earlier one had begun.</summary>
    public bool IsResumed { get; set; }

    /// <summary>Whether the next sync goes on with a full refresh.</summary>
    public bool IsResuming => !Stream.IsIncremental && StateMembers is { } members && !members.TryGetProperty("__ab_full_refresh_sync_complete", out _);

    public JsonElement? StateMembers => State?.GetProperty("stream").GetProperty("stream_state");

    public long? StateCursorMs => Stream.Stream.Cursor is { } name && StateMembers is { } members && members.TryGetProperty(name, out var value) ? SourceReader.Time(value) : null;
}
