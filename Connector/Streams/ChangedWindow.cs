using Dixa.Connector.Diagnostics;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>What changed in a window, by id, as it stood when the window was exported.</summary>
/// <param name="window">What was asked for.</param>
/// <param name="number">How many windows have been asked for before it.</param>
/// <param name="askedAt">Dixa's time when it was asked.</param>
/// <param name="requesters">Who asked in the conversations, by the time that a stream registered with.</param>
/// <param name="idDefect">What stands in place of a conversation's id, if it does anywhere.</param>
/// <param name="requesterDefect">What stands in place of a requester's id, if it does anywhere.</param>
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

    /// <exception cref="ConnectorException">Not all of them can be asked for.</exception>
    public IEnumerable<ChangedConversation> RequireConversations(string stream) =>
        idDefect is null ? conversations : throw Defective(stream, "id", idDefect);

    /// <param name="startMs">The time that the stream registered with.</param>
    /// <exception cref="ConnectorException">Not all of them can be asked for.</exception>
    public IReadOnlyList<KeyedTable<Guid, Requester>> RequireRequesters(string stream, long startMs) =>
        requesterDefect is null ? requesters[startMs] : throw Defective(stream, "requester_id", requesterDefect);

    private ConnectorException Defective(string stream, string member, string defect) => new(
        FailureKind.System,
        $"The stream \"{stream}\" can't ask for what belongs to a conversation: of those that changed in {window}, one has a \"{member}\" that is {defect}. Nothing of that time counts as read. Please report this with the log.");
}
