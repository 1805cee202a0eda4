using System.Collections.Immutable;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Draws whole conversations; each depends on the seed, its id, its times and the workspace only.</summary>
public sealed class ConversationGenerator(ulong seed)
{
    private const long SecondMs = 1_000;
    private const long MinuteMs = 60 * SecondMs;
    private const long DayMs = 24 * 60 * MinuteMs;

    /// <summary>A conversation none of whose times lies after now; all times in epoch milliseconds.</summary>
    /// <param name="given">Its channel; null for a drawn one.</param>
    public Conversation Generate(Workspace workspace, long id, long createdAtMs, long nowMs, Channel? given = null)
    {
        var random = new RandomSource(seed, id);
        var drawn = PickChannel(random);
        var channel = given ?? drawn;
        var requester = PickRequester(random, workspace, channel);
        var agent = random.Chance(0.93) ? random.Pick(workspace.Agents.Rows) : null;
        var aside = RandomSource.Aside(seed, id);
        var opened = Open(random, workspace, channel, requester, id, createdAtMs) with { AssigneeId = agent?.Id };
        var queuedAt = random.Chance(0.92) ? Later(createdAtMs, random.Between(500, 2_000)) : (long?)null;
        var handled = opened with
        {
            QueuedAtMs = queuedAt,
            QueueId = queuedAt is null ? null : random.Pick(workspace.Queues.Rows).Id,
            AssignedAtMs = agent is null ? null : Later(queuedAt ?? createdAtMs, random.Between(3 * SecondMs, 20 * MinuteMs)),
            Messages = new MessageGenerator(random, opened, requester, agent)
                .Write(MessageTimes.Draw(random, opened.Channel.Kind, createdAtMs, nowMs)),
            TagIds = [.. random.Some(workspace.Tags.Rows, 0.05).Select(tag => tag.Id)],
        };
        string[] notes = random.Chance(0.25) ? [.. Enumerable.Range(0, random.Between(1, 2)).Select(_ => random.Pick(Phrases.Notes))] : [];
        var noted = handled with
        {
            Notes = NoteGenerator.Write(
                aside, (agent ?? aside.Pick(workspace.Agents.Rows)).Id, notes, createdAtMs, handled.LastMessageCreatedAtMs ?? createdAtMs),
            CustomFields = AttributeGenerator.Values(random, workspace.CustomAttributes.Rows, 0.35),
        };

        return Settle(random, aside, noted, nowMs);

        long Later(long time, long delay) => Math.Min(time + delay, nowMs);
    }

    private static Conversation Open(RandomSource random, Workspace workspace, Channel channel, EndUser requester, long id, long createdAtMs)
    {
        var direction = PickDirection(random, channel);
        var line = channel.Kind == ChannelKind.Call || channel == Channel.Sms ? random.Pick(workspace.PhoneLines) : null;
        return new Conversation
        {
            Id = id,
            CreatedAtMs = createdAtMs,
            UpdatedAtMs = createdAtMs,
            Channel = channel,
            Direction = direction,
            Status = ConversationStatus.Open,
            RequesterId = requester.Id,
            IsLean = channel.Kind == ChannelKind.Call || random.Chance(0.05),
            Subject = channel.Kind == ChannelKind.Mail ? TextGenerator.Fill(random, Phrases.Subjects) : null,
            OriginatingCountry = random.Chance(0.6) ? random.Pick(Country.All).Code : null,
            Mailbox = channel.Kind == ChannelKind.Mail ? random.Pick(workspace.Mailboxes) : null,
            ToLine = direction == Direction.Outbound ? null : line,
            FromLine = direction == Direction.Outbound ? line : null,
            FacebookPage = channel == Channel.FacebookMessenger ? random.Pick(workspace.FacebookPages) : null,
            Widget = channel.Kind == ChannelKind.Chat ? random.Pick(workspace.Widgets) : null,
            Transfer = channel.Kind == ChannelKind.Call && random.Chance(0.05)
                ? new Transfer("Warehouse", Country.All[0].PhoneNumber(random), createdAtMs)
                : null,
        };
    }

    private static Conversation Settle(RandomSource random, RandomSource aside, Conversation conversation, long nowMs)
    {
        var last = conversation.LastMessageCreatedAtMs ?? conversation.CreatedAtMs;
        var status = PickStatus(random, nowMs - conversation.CreatedAtMs);
        var wasClosed = status == ConversationStatus.Closed || (status == ConversationStatus.Open && random.Chance(0.2));
        var closedAt = wasClosed ? Math.Min(last + random.Between(MinuteMs, 30 * MinuteMs), nowMs) : (long?)null;
        var total = closedAt - conversation.CreatedAtMs;
        ImmutableArray<Rating> ratings = status == ConversationStatus.Closed
            ? RatingGenerator.Draw(random, aside.NextId(), closedAt!.Value, nowMs, random.Pick(Country.All).Language)
            : [];

        var latest = ratings.Select(rating => rating.LastStepMs)
            .Append(last).Append(closedAt ?? 0).Append(conversation.QueuedAtMs ?? 0).Append(conversation.AssignedAtMs ?? 0).Max();
        var edited = latest + (random.Chance(0.05) ? random.Between(DayMs, 45 * DayMs) : random.Between(0, 2 * SecondMs));
        var settled = conversation with
        {
            Status = status,
            PendingAtMs = status == ConversationStatus.Pending ? last : null,
            ClosedAtMs = closedAt,
            TotalDurationMs = total,
            HandlingDurationMs = total is { } most ? Math.Min(most, random.Between(30 * SecondMs, 20 * MinuteMs)) : null,
            Ratings = ratings,
            UpdatedAtMs = edited <= nowMs ? edited : random.Between(latest, nowMs),
        };
        return closedAt is not { } closed ? settled
            : status != ConversationStatus.Closed ? settled with { Reopenings = [new Reopening(closed, aside.Between(closed, settled.UpdatedAtMs))] }
            : settled with { Reopenings = ReopeningGenerator.Draw(aside, conversation.CreatedAtMs, closed) };
    }

    private static Channel PickChannel(RandomSource random)
    {
        var ticket = random.Below(Channel.All.Sum(channel => channel.Share));
        return Channel.All.First(channel => (ticket -= channel.Share) < 0);
    }

    /// <summary>Somebody with a number for a call and an address for a mail, as far as a few draws find one.</summary>
    private static EndUser PickRequester(RandomSource random, Workspace workspace, Channel channel)
    {
        EndUser[] candidates = [.. Enumerable.Range(0, 6).Select(_ => random.Pick(workspace.EndUsers.Rows))];
        return candidates.FirstOrDefault(user => channel.Kind switch
        {
            ChannelKind.Call or ChannelKind.Text => user.PhoneNumber is not null,
            ChannelKind.Mail => user.Email is not null,
            _ => true,
        }) ?? candidates[0];
    }

    private static Direction PickDirection(RandomSource random, Channel channel) =>
        channel == Channel.PstnPhone && random.Chance(0.25) ? Direction.Outbound
        : channel == Channel.Email && random.Chance(0.1) ? Direction.Outbound
        : channel == Channel.Email && random.Chance(0.04) ? Direction.Internal
        : Direction.Inbound;

    private static ConversationStatus PickStatus(RandomSource random, long ageMs)
    {
        var (open, pending) = ageMs > 7 * DayMs ? (2, 2) : (25, 15);
        return random.Below(100) switch
        {
            var ticket when ticket < open => ConversationStatus.Open,
            var ticket when ticket < open + pending => ConversationStatus.Pending,
            _ => ConversationStatus.Closed,
        };
    }
}
