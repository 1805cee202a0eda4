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
}
