using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>
/// Makes the first conversations of a history complete: one of each channel and an erased one, with all that is rare. So even a
/// small organisation has every field of every answer at least once, which is what a client's own tests can count on.
/// </summary>
public static class Showcase
{
    /// <summary>From so many characters on the Dixa API only links to a mail's text.</summary>
    private const int LongMail = 60_000;

    /// <summary>The channel that a conversation is given by its place in the history; null behind the first ones.</summary>
    public static Channel? ChannelOf(int index) =>
        index < Channel.All.Count ? Channel.All[index] : index == Channel.All.Count ? Channel.Email : null;

    /// <summary>The conversation with all that one of its channel can have, and linked to the first one.</summary>
    public static Conversation Complete(Conversation conversation, int index, long firstId, long nowMs)
    {
        if (ChannelOf(index) is null)
        {
            return conversation;
        }

        var complete = conversation with
        {
            ShowsAll = true,
            IsLean = false,
            Transfer = conversation.Channel.Kind == ChannelKind.Call
                ? new Transfer("Warehouse", Country.All[0].PhoneNumber(RandomSource.Aside(0, conversation.Id)), conversation.CreatedAtMs)
                : null,
            Link = conversation.Id == firstId ? null : new ConversationLink(firstId, LinkKind.FollowUp, conversation.CreatedAtMs),
            Ratings = conversation.Channel == Channel.WidgetChat ? [CalledOff(conversation), .. conversation.Ratings] : conversation.Ratings,
            Messages = [.. conversation.Messages.Select((message, place) => place > 0 ? Complete(message)
                : conversation.Channel == Channel.Messenger ? FilledIn(message)
                : Complete(message, isLong: index == 0))],
        };
        return index < Channel.All.Count || conversation.AnonymizedAtMs is not null ? complete
            : complete.Anonymize(Math.Min(conversation.UpdatedAtMs + 1, nowMs));
    }

    /// <summary>A mail with a name before each address; a long one has more text than the Dixa API gives.</summary>
    private static Message Complete(Message message, bool isLong = false) => message is { Mail: { } mail, Text: { } text } ? message with
    {
        Text = isLong ? Quoted(text) : text,
        Mail = mail with
        {
            From = mail.From is { } from ? $"\"Rocha, Ines\" <{from}>" : null,
            To = [.. mail.To.Select(to => $"\"Lind, Nora\" <{to}>")],
            Cc = ["\"Boss, The\" <boss@partner.example>"],
            Bcc = ["\"Archive\" <archive@acme.example>"],
        },
    } : message;

    /// <summary>A form instead of an automated step.</summary>
    private static Message FilledIn(Message message) => message with
    {
        Text = message.Text ?? Phrases.Questions[0],
        IsAutomated = false,
        Step = null,
        Form = new FormSubmission("Ines Rocha", "ines.rocha@example.com", Phrases.MenuEntries),
    };

    /// <summary>A survey that nobody was asked to fill in after all.</summary>
    private static Rating CalledOff(Conversation conversation) =>
        new(RandomSource.Aside(0, conversation.Id).NextId(), RatingType.Csat, RatingStatus.Unscheduled, "en", conversation.CreatedAtMs)
        {
            ScheduledForMs = conversation.CreatedAtMs,
            UnscheduledAtMs = conversation.CreatedAtMs,
        };

    private static string Quoted(string text) => string.Concat(Enumerable.Repeat($"> {text}\n", 1 + (LongMail / (text.Length + 3))));
}
