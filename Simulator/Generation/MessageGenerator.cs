using System.Collections.Immutable;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Writes the messages of one conversation in the manner of its channel.</summary>
public sealed class MessageGenerator(RandomSource random, Conversation conversation, EndUser? requester, Agent? agent)
{
    /// <summary>The share of mails that quote a whole thread.</summary>
    private const double ThreadShare = 0.001;

    private const double TimestampShare = 0.01;

    /// <summary>The share of messenger conversations that begin with a form, of those that don't begin with an automated step.</summary>
    private const double FormShare = 0.4;

    private const int MailDetails = 12;

    public ImmutableArray<Message> Write(IReadOnlyList<long> timesMs) =>
        [.. timesMs.Select((time, index) => Adorn(Write(time, index), index))];

    private Message Write(long timeMs, int index)
    {
        var isReply = IsReply(index);
        var message = new Message(
            random.NextId(), conversation.Id, isReply ? agent!.Id : conversation.RequesterId, DirectionOf(isReply), timeMs);
        return conversation.Channel.Kind switch
        {
            ChannelKind.Mail => Mail(message, isReply, index),
            ChannelKind.Chat => Chat(message, isReply, index),
            ChannelKind.Call => Call(message),
            ChannelKind.Review => message with { Text = isReply ? Reply(1) : TextGenerator.Fill(random, Phrases.Reviews) },
            _ => message with { Text = isReply ? Reply(1) : Question(1), AttachedFiles = Attachments(0.1) },
        };
    }

    /// <summary>Sides take turns, with now and then two messages in a row; nobody replies where nobody was assigned.</summary>
    private bool IsReply(int index) =>
        agent is not null && (index == 0 ? conversation.Direction != Direction.Inbound : index % 2 == 1 ^ random.Chance(0.15));

    private Direction DirectionOf(bool isReply) => (conversation.Direction, isReply) switch
    {
        (Direction.Internal, _) => Direction.Internal,
        (_, true) => Direction.Outbound,
        _ => Direction.Inbound,
    };

    private Message Mail(Message message, bool isReply, int index)
    {
        var (theirs, ours) = (requester?.Email, conversation.Mailbox?.ForwardingEmail);
        return message with
        {
            Text = random.Chance(ThreadShare) ? TextGenerator.Thread(random) : isReply ? Reply(MailDetails) : Question(MailDetails),
            Mail = new MailEnvelope(
                isReply ? ours : theirs,
                (isReply ? theirs : ours) is { } to ? [to] : [],
                random.Chance(0.08) ? ["team@partner.example", "\"Boss, The\" <boss@partner.example>"] : [],
                random.Chance(0.02) ? ["archive@acme.example"] : []),
            IsAutomated = isReply && index == 1 && random.Chance(0.2),
            AttachedFiles = Attachments(0.2),
            Form = index == 0 && conversation.Channel == Channel.ContactForm ? Form(random) : null,
        };
    }

    private Message Chat(Message message, bool isReply, int index)
    {
        if (index > 0 || !random.Chance(0.4))
        {
            return message with { Text = isReply ? Reply(1) : Question(1), AttachedFiles = Attachments(0.05) };
        }

        var prompt = random.Pick(Phrases.ChatPrompts);
        return message with
        {
            IsAutomated = true,
            Step = random.Chance(0.5)
                ? new ChatStep(prompt.Question, prompt.Answer.Replace("{0}", TextGenerator.OrderNumber(random), StringComparison.Ordinal), null)
                : new ChatStep(null, null, random.Pick(Phrases.MenuEntries)),
        };
    }

    private Message Call(Message message)
    {
        var (line, theirs) = ((conversation.ToLine ?? conversation.FromLine)?.Number, requester?.PhoneNumber);
        var (from, to) = message.Direction == Direction.Outbound ? (line, theirs) : (theirs, line);
        return message with
        {
            Call = conversation.Channel == Channel.Voicemail
                ? new CallLeg(from, to, random.Between(3, 120), null, FileLink("voicemail"))
                : new CallLeg(from, to, random.Between(0, 1_800), random.Chance(0.7) ? FileLink("recording") : null, null),
        };
    }

    /// <summary>What is rare, drawn from the message's own source.</summary>
    private Message Adorn(Message message, int index)
    {
        var own = new RandomSource(0, message.Id);
        if (message.Text is null)
        {
            return message;
        }

        var isForm = index == 0 && conversation.Channel == Channel.Messenger && own.Chance(FormShare);
        return message with
        {
            Text = own.Chance(TimestampShare) ? Timestamped(own, message.Text) : message.Text,
            Form = isForm ? Form(own) : message.Form,
        };
    }

    private static string Timestamped(RandomSource own, string text) =>
        own.Chance(0.5) ? own.Pick(Phrases.Timestamps) : $"{text}\n{own.Pick(Phrases.Timestamps)}";

    private FormSubmission Form(RandomSource source) =>
        new(requester?.DisplayName ?? "", requester?.Email ?? "", [.. source.Some(Phrases.MenuEntries, 0.5)]);

    private string Question(int details) => TextGenerator.Letter(random, Phrases.Questions, details);

    private string Reply(int details) => TextGenerator.Letter(random, Phrases.Answers, details);

    private string[] Attachments(double probability) =>
        random.Chance(probability) ? [.. Enumerable.Range(0, random.Between(1, 3)).Select(_ => FileLink("attachment"))] : [];

    private string FileLink(string kind) => $"https://files.dixa.io/private/acme/{kind}/{random.Below(0x1000000):x6}";
}
