using System.Runtime.InteropServices;
using System.Text.Json;

namespace Dixa.Demo;

/// <summary>What a read has brought of one stream so far.</summary>
/// <remarks>The display looks at it while it grows, and takes only single values: it may be a moment behind.</remarks>
public sealed class StreamTally(CatalogStream stream)
{
    private readonly Dictionary<string, string> _versions = [];

    public CatalogStream Stream { get; } = stream;

    public long Records { get; private set; }

    /// <summary>Bytes of the records' data.</summary>
    public long Bytes { get; private set; }

    public StreamPhase Phase { get; private set; }

    /// <summary>The last STATE's payload.</summary>
    public JsonElement? State { get; private set; }

    /// <summary>The digest of each record as it came last, by its key.</summary>
    public IReadOnlyDictionary<string, string> Versions => _versions;

    public void AddRecord(JsonElement data)
    {
        Records++;
        Bytes += JsonMarshal.GetRawUtf8Value(data).Length;
        _versions[Stream.KeyOf(data)] = Stream.DigestOf(data);
        Phase = StreamPhase.Reading;
    }

    public void SetState(JsonElement state) => State = state.Clone();

    public void SetStatus(JsonElement status) => Phase = status.GetProperty("status").GetString() switch
    {
        "COMPLETE" => StreamPhase.Complete,
        "INCOMPLETE" => StreamPhase.Incomplete,
        _ => status.TryGetProperty("reasons", out _) ? StreamPhase.RateLimited : StreamPhase.Reading,
    };
}

/// <summary>Where the reading of a stream stands, by the connector's own word.</summary>
public enum StreamPhase
{
    Waiting,
    Reading,
    RateLimited,
    Complete,
    Incomplete,
}
