namespace Dixa.Simulator;

/// <summary>What one round of changes did to the organisation, by id.</summary>
public sealed record ChangeSummary
{
    public required IReadOnlyList<long> AddedConversations { get; init; }

    public required IReadOnlyList<long> UpdatedConversations { get; init; }

    public required long? AnonymizedConversation { get; init; }

    public required Guid AddedEndUser { get; init; }

    public required Guid AddedAgent { get; init; }

    public required Guid RenamedQueue { get; init; }

    public required Guid? DeactivatedTag { get; init; }

    public required IReadOnlyList<long> NotedConversations { get; init; }

    /// <summary>The parent of the first added conversation.</summary>
    public required long? LinkedConversation { get; init; }

    /// <summary>The requester of an updated conversation, whose custom attributes are others now.</summary>
    public required Guid? ChangedEndUser { get; init; }

    public required Guid ChangedTeam { get; init; }

    public required Guid ChangedQueueMembers { get; init; }

    public required Guid EditedTemplate { get; init; }

    public required Guid EditedArticle { get; init; }
}
