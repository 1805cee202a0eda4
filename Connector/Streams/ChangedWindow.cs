using Dixa.Connector.Diagnostics;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>What changed in a window, by id, at the time of its export.</summary>
/// <param name="window">The requested window.</param>
/// <param name="number">How many windows have been requested so far.</param>
/// <param name="askedAt">Dixa's time when the window was requested.</param>
/// <param name="requesters">The conversations' requesters, by the start time with which a stream registered.</param>
/// <param name="idDefect">Describes a conversation's id that can't be parsed; null if there is none.</param>
/// <param name="requesterDefect">Describes a requester's id that can't be parsed; null if there is none.</param>
public sealed class ChangedWindow(
    TimeWindow window,
    int number,
    DateTimeOffset askedAt,
    IEnumerable<ChangedConversation> conversations,
    IReadOnlyDictionary<long, List<KeyedTable<Guid, Requester>>> requesters,
    string? idDefect,
    string? requesterDefect)
{
    public int Number => number;

    public DateTimeOffset AskedAt => askedAt;

    /// <exception cref="ConnectorException">A conversation has no id to request it with.</exception>
    public IEnumerable<ChangedConversation> RequireConversations(string stream) =>
        idDefect is null ? conversations : throw Defective(stream, "id", idDefect);

    /// <param name="startMs">The start time with which the stream registered.</param>
    /// <exception cref="ConnectorException">A requester has no id to request it with.</exception>
    public IReadOnlyList<KeyedTable<Guid, Requester>> RequireRequesters(string stream, long startMs) =>
        requesterDefect is null ? requesters[startMs] : throw Defective(stream, "requester_id", requesterDefect);

    private ConnectorException Defective(string stream, string member, string defect) => new(
        FailureKind.System,
        $"The stream \"{stream}\" can't request the children of a conversation: of those that changed in {window}, one has a \"{member}\" that is {defect}. None of them counts as read. Please report this with the log.");
}
