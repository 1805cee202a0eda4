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

public sealed record MailEnvelope(string? From, IReadOnlyList<string> To, IReadOnlyList<string> Cc, IReadOnlyList<string> Bcc);

/// <summary>The call behind a message; its duration in seconds, as in published samples.</summary>
public sealed record CallLeg(string? From, string? To, int? DurationSeconds, string? RecordingUrl, string? VoicemailUrl);

/// <summary>A step of an automated chat: a question with its answer, or the chosen entry of a menu.</summary>
public sealed record ChatStep(string? Question, string? Answer, string? MenuText);

/// <summary>A filled-in contact form; a field of it holds one text or several.</summary>
public sealed record FormSubmission(string Name, string Email, IReadOnlyList<string> Topics);
