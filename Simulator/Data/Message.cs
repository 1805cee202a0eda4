namespace Dixa.Simulator.Data;

/// <summary>A message of a conversation; times in epoch milliseconds.</summary>
public sealed record Message(Guid Id, long ConversationId, Guid AuthorId, Direction Direction, long CreatedAtMs)
{
    public string? Text { get; init; }

    public bool IsAutomated { get; init; }

    public MailEnvelope? Mail { get; init; }

    public CallLeg? Call { get; init; }

    public ChatStep? Step { get; init; }

    public FormSubmission? Form { get; init; }

    public IReadOnlyList<string>? AttachedFiles { get; init; }

    /// <summary>When the API begins to show the message; null for at once.</summary>
    public long? VisibleAtMs { get; init; }

    /// <summary>Of its time of creation, in the export.</summary>
    public CursorDefect CursorDefect { get; init; }

    public bool IsVisible(long nowMs) => VisibleAtMs is not { } from || from <= nowMs;
}
