using System.Text.Json;
using Dixa.Connector.Json;

namespace Dixa.Connector.State;

/// <summary>What an earlier run of a sync was reading when it ended: everything up to an id, of what Dixa showed at a time.</summary>
/// <typeparam name="TId">What is read is in the order of these.</typeparam>
/// <param name="EndMs">The end of the span, in Unix milliseconds.</param>
/// <param name="Last">The last id that has been written.</param>
/// <param name="ReadAtMs">Dixa's time when the span was exported, in Unix milliseconds.</param>
public sealed record UnfinishedRead<TId>(long EndMs, TId Last, long ReadAtMs)
    where TId : struct, IComparable<TId>
{
    /// <summary>Whether it has been read already. False if it may have become visible only after it was exported.</summary>
    /// <param name="updatedAtMs">The cursor of what has the id.</param>
    /// <param name="savedMs">The watermark of the state; null if there is none.</param>
    public bool Covers(TId id, long updatedAtMs, long? savedMs, long lookbackMs) =>
        id.CompareTo(Last) <= 0 && updatedAtMs >= savedMs && updatedAtMs < EndMs && updatedAtMs < ReadAtMs - lookbackMs;

    public void WriteTo(Utf8JsonWriter json, string member, Action<TId> writeLast)
    {
        json.WriteStartObject(member);
        json.WriteNumber("end", EndMs);
        writeLast(Last);
        json.WriteNumber("read_at", ReadAtMs);
        json.WriteEndObject();
    }
}

/// <inheritdoc cref="UnfinishedRead{TId}"/>
public static class UnfinishedRead
{
    /// <summary>Parses <c>{"end": …, "last_…": …, "read_at": …}</c>.</summary>
    /// <param name="member">Where the state has it; null is returned if it hasn't.</param>
    /// <param name="lastMember">Where that has the id.</param>
    /// <param name="parseId">Parses the id; null if it is none.</param>
    public static UnfinishedRead<TId>? Parse<TId>(SavedState saved, string member, string lastMember, Func<JsonElement, TId?> parseId)
        where TId : struct, IComparable<TId> =>
        saved.Member(member) is { } given
            ? new UnfinishedRead<TId>(
                saved.Number(given.Member("end"), member),
                given.Member(lastMember) is { } last && parseId(last) is { } id ? id : throw saved.Error($"its \"{member}\" is not what this connector writes"),
                saved.Number(given.Member("read_at"), member))
            : null;
}
