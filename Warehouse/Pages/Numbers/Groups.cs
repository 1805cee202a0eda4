using Dixa.Warehouse.Pages.Data;

namespace Dixa.Warehouse.Pages.Numbers;

/// <summary>A period by queue and by agent.</summary>
public sealed class Groups
{
    private Groups(Snapshot snapshot) => (Queues, Agents) = (Some(snapshot.Queues.Count), Some(snapshot.Agents.Count));

    /// <summary>By the number of the queue; 0 for conversations without one.</summary>
    public GroupFigures[] Queues { get; }

    /// <summary>By the number of the agent; 0 for conversations without one.</summary>
    public GroupFigures[] Agents { get; }

    public static Groups Of(Snapshot snapshot, Selection selection, Period period, bool isBusiness)
    {
        var groups = new Groups(snapshot);
        groups.CountConversations(snapshot, selection, period, isBusiness ? snapshot.Conversations.Business : snapshot.Conversations.Calendar);
        groups.CountRest(snapshot, selection, period);
        return groups;
    }

    private static GroupFigures[] Some(int count) => [.. Enumerable.Range(0, count).Select(_ => new GroupFigures())];

    private void CountConversations(Snapshot snapshot, Selection selection, Period period, Measured measured)
    {
        var all = snapshot.Conversations;
        for (var row = 0; row < all.Count; row++)
        {
            if (!selection.Has(row))
            {
                continue;
            }

            var (queue, agent) = (Queues[all.Queue[row]], Agents[all.Agent[row]]);
            if (period.Has(all.FirstReplyDay[row]))
            {
                queue.AddFirstResponse(measured.FirstResponse[row]);
                agent.AddFirstResponse(measured.FirstResponse[row]);
            }

            if (period.Has(all.ClosedDay[row]))
            {
                agent.Closed++;
                agent.AddHandling(measured.Handling[row]);
                queue.AddHandling(measured.Handling[row]);
            }

            if (period.Has(all.QueuedDay[row]))
            {
                queue.Queued++;
                queue.Abandoned += all.Has(row, ConversationMarks.Abandoned) ? 1 : 0;
            }
        }
    }

    private void CountRest(Snapshot snapshot, Selection selection, Period period)
    {
        var (all, spans) = (snapshot.Conversations, snapshot.Spans);
        for (var i = 0; i < spans.Count; i++)
        {
            if (selection.Has(spans.Row[i]))
            {
                var (queue, agent) = (Queues[all.Queue[spans.Row[i]]], Agents[all.Agent[spans.Row[i]]]);
                queue.Created += period.Has(spans.Begins[i]) && !spans.IsReopened[i] ? 1 : 0;
                queue.Closed += period.Has(spans.Ends[i]) ? 1 : 0;
                queue.Open += spans.Ends[i] == 0 ? 1 : 0;
                agent.Open += spans.Ends[i] == 0 ? 1 : 0;
            }
        }

        for (var i = 0; i < snapshot.Ratings.Count; i++)
        {
            if (period.Has(snapshot.Ratings.Day[i]) && selection.Has(snapshot.Ratings.Row[i]))
            {
                Queues[all.Queue[snapshot.Ratings.Row[i]]].Satisfaction.Add(snapshot.Ratings.Score[i]);
                Agents[all.Agent[snapshot.Ratings.Row[i]]].Satisfaction.Add(snapshot.Ratings.Score[i]);
            }
        }

        for (var i = 0; i < snapshot.Assignments.Count; i++)
        {
            // To whom it was given, which need not be the one who has it now.
            var agent = snapshot.Assignments.Agent[i];
            Agents[agent].Assigned += period.Has(snapshot.Assignments.Day[i]) && selection.HasAgent(agent) && selection.HasButAgent(snapshot.Assignments.Row[i]) ? 1 : 0;
        }
    }
}
