using Dixa.Probe.Rows;

namespace Dixa.Probe.Observed;

/// <summary>A conversation of the export, and what the Dixa API has of it. Null for what was not asked for, or not answered.</summary>
public sealed record ChildrenOf(ExportedConversation Conversation)
{
    /// <summary>The times of its notes, in milliseconds.</summary>
    public IReadOnlyList<long>? NotesMs { get; init; }

    public int? Ratings { get; init; }

    /// <summary>The times of its messages, in milliseconds.</summary>
    public IReadOnlyList<long>? MessagesMs { get; init; }
}
