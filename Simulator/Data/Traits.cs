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

/// <summary>Where a chat was opened.</summary>
public sealed record Browser(string Name, string? Version, string? IpAddress, string? OriginatingUrl);

/// <summary>What only the Dixa API tells of a message; drawn anew whenever it is asked for, and always the same.</summary>
public sealed record MessageTraits
{
    public required string? ExternalId { get; init; }

    public required ContentFormat Format { get; init; }

    public required bool HasInlineImage { get; init; }

    public required string? DeliveryFailure { get; init; }

    public required bool KeepsOriginal { get; init; }

    /// <summary>Whether its files are given as paths, to be looked for at files.dixa.io.</summary>
    public required bool HasRelativeLinks { get; init; }

    /// <summary>Whether a called number is a JSON number, as in the vendor's sample.</summary>
    public required bool HasNumericTo { get; init; }

    /// <summary>For a message of a call: the sentence that it is, if it is one.</summary>
    public required Utterance? Utterance { get; init; }
}

/// <summary>How the Dixa API hands out the text of a message.</summary>
public enum ContentFormat
{
    Text,
    Html,
    Markdown,
}

/// <summary>A sentence of a call's transcript; from the begin of the call, in milliseconds.</summary>
public sealed record Utterance(string Text, long StartMs, long EndMs);
