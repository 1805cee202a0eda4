namespace Dixa.Simulator.Data;

/// <summary>What only the Dixa API tells of a conversation; drawn anew whenever it is asked for, and always the same.</summary>
public sealed record ConversationTraits
{
    /// <summary>Whether the Dixa API leaves out what it may, links and custom attributes apart.</summary>
    public required bool IsLean { get; init; }

    public required string Language { get; init; }

    public required Browser Browser { get; init; }

    /// <summary>Whether it is on its way to being pending, if it is pending at all.</summary>
    public required bool AwaitsPending { get; init; }

    public required bool HidesQueuedAt { get; init; }

    /// <summary>Until when the channel takes answers, in epoch milliseconds.</summary>
    public required long? TransportExpiresAtMs { get; init; }

    public required bool IsTweet { get; init; }

    /// <summary>The requester's name on a channel that has its own: Twitter, or one that the organisation connected itself.</summary>
    public required string RequesterHandle { get; init; }

    /// <summary>Whether a contact form was filled in inside the chat widget, not on a page of its own.</summary>
    public required bool IsFromWidget { get; init; }
}
