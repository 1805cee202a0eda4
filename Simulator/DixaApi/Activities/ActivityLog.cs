using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dixa.Simulator.Data;
using Dixa.Simulator.DixaApi.Conversations;
using Dixa.Simulator.Generation;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Activities;

/// <summary>The activity log of the whole organisation. Its order is unknown, so nobody may count on one.</summary>
public static class ActivityLog
{
    /// <summary>What happened to each conversation, by the object, which is of one organisation and never changes: each page of a log asks for all of them.</summary>
    private static readonly ConditionalWeakTable<Conversation, History> Histories = [];

    public static IReadOnlyList<ActivityRow> Select(ApiCall call) => Select(
        call.Organization, call.NowMs, ActivitySpan.Parse(call.Query), call.Options.Unknowns.ActivityBounds ?? call.Settings.Bounds, call.Options.Unknowns.ActivityOrder);

    /// <summary>The entries of a span, as far as they are shown at this time.</summary>
    /// <remarks>Loops, since each page of the log goes through all of it.</remarks>
    public static IReadOnlyList<ActivityRow> Select(
        Organization organization, long nowMs, ActivitySpan span, Bounds bounds, RowOrder order = RowOrder.Scattered)
    {
        var generator = new ActivityGenerator(organization.Seed);
        var shown = new List<(ulong Place, History History)>();
        foreach (var each in organization.Conversations)
        {
            if (ConversationSelection.Visible(each, nowMs) is { } conversation
                && Histories.GetValue(conversation, key => History.Of(key, generator)) is var history
                && span.Overlaps(history.FirstMs, history.LastMs))
            {
                shown.Add((Scatter.Place(conversation), history));
            }
        }

        shown.Sort((one, other) => one.Place.CompareTo(other.Place));
        var activities = new List<Activity>();
        foreach (var (_, history) in shown)
        {
            foreach (var activity in history.Activities)
            {
                if (span.Admits(activity.AtMs, bounds) && IsVisible(activity, nowMs))
                {
                    activities.Add(activity);
                }
            }
        }

        return new ActivityRows(Ordered(activities, order), generator, organization.Workspace);
    }

    private static List<Activity> Ordered(List<Activity> activities, RowOrder order) => order switch
    {
        RowOrder.Ascending => [.. activities.OrderBy(activity => activity.AtMs)],
        RowOrder.Descending => [.. activities.OrderByDescending(activity => activity.AtMs)],
        _ => activities,
    };

    private static bool IsVisible(Activity activity, long nowMs) =>
        activity.Type is not (ActivityType.MessageAddedByAgent or ActivityType.MessageAddedByCustomer or ActivityType.ConversationAutoreplySent)
        || activity.Conversation.Messages[activity.Index].IsVisible(nowMs);

    /// <summary>What happened to a conversation, and between which times.</summary>
    private sealed record History(Activity[] Activities, long FirstMs, long LastMs)
    {
        public static History Of(Conversation conversation, ActivityGenerator generator)
        {
            var activities = new List<Activity>();
            generator.Write(conversation, activities);
            return new History([.. activities], ActivityGenerator.FirstMs(conversation), ActivityGenerator.LastMs(conversation));
        }
    }
}

/// <summary>The span of time that a query asks for, in epoch milliseconds; open where it gives no end.</summary>
public sealed record ActivitySpan(long? FromMs, long? ToMs)
{
    private const string FromParameter = "fromDatetime";
    private const string ToParameter = "toDatetime";

    /// <summary>RFC 3339, with a zone and any number of digits for the fraction.</summary>
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static ActivitySpan Whole { get; } = new(null, null);

    public static ActivitySpan Parse(IQueryCollection query)
    {
        var span = new ActivitySpan(ParseTime(query, FromParameter), ParseTime(query, ToParameter));
        return span.FromMs > span.ToMs
            ? throw new RefusalException(StatusCodes.Status400BadRequest, "Validation failure when retrieving data")
            : span;
    }

    public bool Admits(long timeMs, Bounds bounds) =>
        (FromMs is not { } fromMs || bounds.IsFrom(fromMs, timeMs)) && (ToMs is not { } toMs || bounds.IsUpTo(toMs, timeMs));

    /// <summary>Whether anything between these times could be inside.</summary>
    public bool Overlaps(long firstMs, long lastMs) => (FromMs is not { } fromMs || lastMs >= fromMs) && (ToMs is not { } toMs || firstMs <= toMs);

    private static long? ParseTime(IQueryCollection query, string name)
    {
        if (!query.TryGetValue(name, out var values))
        {
            return null;
        }

        var text = values.ToString();
        var hasZone = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
        return hasZone && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw RefusalException.BadParameter(name);
    }
}

/// <summary>An entry of the activity log as it is shown: people and queues go by the names they have today.</summary>
/// <param name="Random">For details that nothing else tells.</param>
public sealed record ActivityRow(Guid Id, Activity Activity, Workspace Workspace, RandomSource Random)
{
    public ActivityType Type => Activity.Type;

    public Conversation Conversation => Activity.Conversation;

    public bool IsErased => Conversation.AnonymizedAtMs is not null;

    /// <summary>An entry about a child of the conversation is found by way of the child.</summary>
    public long ConversationId => Type is ActivityType.ConversationLinkedFromChild or ActivityType.ConversationUnlinkedFromChild
        ? Conversation.Link!.ParentId
        : Conversation.Id;

    public Agent? Assignee => Workspace.Agents.Find(Conversation.AssigneeId);

    public EndUser? Requester => Workspace.EndUsers.Find(Conversation.RequesterId);
}

/// <summary>Entries of the activity log, each made ready to be shown when it is its turn.</summary>
public sealed class ActivityRows(IReadOnlyList<Activity> activities, ActivityGenerator generator, Workspace workspace) : IReadOnlyList<ActivityRow>
{
    public int Count => activities.Count;

    public ActivityRow this[int index]
    {
        get
        {
            var random = generator.SourceOf(activities[index]);
            return new ActivityRow(random.NextId(), activities[index], workspace, random);
        }
    }

    public IEnumerator<ActivityRow> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
