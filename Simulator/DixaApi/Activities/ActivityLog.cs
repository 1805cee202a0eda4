using Dixa.Simulator.Data;
using Dixa.Simulator.Data.Activities;
using Dixa.Simulator.DixaApi.Conversations;
using Dixa.Simulator.Generation;

namespace Dixa.Simulator.DixaApi.Activities;

/// <summary>The activity log of the whole organisation, told anew for each request. Its order is unknown, so nobody may count on one.</summary>
public static class ActivityLog
{
    public static IReadOnlyList<ActivityRow> Select(ApiCall call) =>
        Select(call.Organization, call.NowMs, ActivitySpan.Parse(call.Query), call.Settings.Bounds);

    /// <summary>The entries of a span, as far as they are shown at this time.</summary>
    public static IReadOnlyList<ActivityRow> Select(Organization organization, long nowMs, ActivitySpan span, Bounds bounds)
    {
        var generator = new ActivityGenerator(organization.Seed);
        var (selected, ofOne) = (new List<Activity>(), new List<Activity>());
        var conversations = organization.Conversations
            .Select(conversation => ConversationSelection.Visible(conversation, nowMs))
            .OfType<Conversation>()
            .Where(conversation => span.Overlaps(ActivityGenerator.FirstMs(conversation), ActivityGenerator.LastMs(conversation)));
        foreach (var conversation in conversations.OrderBy(Scatter.Place))
        {
            ofOne.Clear();
            generator.Write(conversation, ofOne);
            selected.AddRange(ofOne.Where(activity => span.Admits(activity.AtMs, bounds) && IsVisible(activity, nowMs)));
        }

        return new ActivityRows(selected, generator, organization.Workspace);
    }

    private static bool IsVisible(Activity activity, long nowMs) =>
        activity.Type is not (ActivityType.MessageAddedByAgent or ActivityType.MessageAddedByCustomer or ActivityType.ConversationAutoreplySent)
        || activity.Conversation.Messages[activity.Index].IsVisible(nowMs);
}
