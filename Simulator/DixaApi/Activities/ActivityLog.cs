using Dixa.Simulator.Data;
using Dixa.Simulator.Data.Activities;
using Dixa.Simulator.DixaApi.Conversations;
using Dixa.Simulator.Generation;

namespace Dixa.Simulator.DixaApi.Activities;

/// <summary>The activity log of the whole organisation, told anew for each request. Its order is unknown, so nobody may count on one.</summary>
public static class ActivityLog
{
    public static IReadOnlyList<ActivityRow> Select(ApiCall call)
    {
        var (span, bounds) = (ActivitySpan.Parse(call.Query), call.Settings.Bounds);
        return Select(call.Organization, call.NowMs, activity => span.Admits(activity.AtMs, bounds));
    }

    /// <summary>Those of the entries shown at this time that pass the filter.</summary>
    public static IReadOnlyList<ActivityRow> Select(Organization organization, long nowMs, Func<Activity, bool> isWanted)
    {
        var generator = new ActivityGenerator(organization.Seed);
        var (selected, ofOne) = (new List<Activity>(), new List<Activity>());
        var conversations = organization.Conversations.Select(conversation => ConversationSelection.Visible(conversation, nowMs)).OfType<Conversation>();
        foreach (var conversation in conversations.OrderBy(Scatter.Place))
        {
            ofOne.Clear();
            generator.Write(conversation, ofOne);
            selected.AddRange(ofOne.Where(activity => isWanted(activity) && IsVisible(activity, nowMs)));
        }

        return new ActivityRows(selected, generator, organization.Workspace);
    }

    private static bool IsVisible(Activity activity, long nowMs) =>
        activity.Type is not (ActivityType.MessageAddedByAgent or ActivityType.MessageAddedByCustomer)
        || activity.Conversation.Messages[activity.Index].IsVisible(nowMs);
}
