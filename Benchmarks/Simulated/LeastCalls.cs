using Dixa.Connector.Streams;
using Dixa.Simulator;
using Dixa.Simulator.Data;

namespace Dixa.Benchmarks.Simulated;

/// <summary>The fewest requests that bring everything: each page and each parent once, and only where there is something.</summary>
/// <param name="Exports">Requests to the Exports API.</param>
/// <param name="Api">Requests to the Dixa API.</param>
public sealed record LeastCalls(int Exports, int Api)
{
    /// <summary>The channels that flows can be asked for by.</summary>
    private const int FlowChannels = 9;

    /// <summary>Of windows of 31 days for each of some streams.</summary>
    public static LeastCalls OfExports(int days, int streams) => new((days + 30) / 31 * streams, 0);

    /// <summary>Of every stream that can only be read in full.</summary>
    public static LeastCalls OfLists(Workspace workspace)
    {
        int[] single = [1, 1]; // the organisation, presence
        int[] whole = [1, 1, 1, 1, 1, 1, 1]; // teams, queues, tags, custom attributes, contact endpoints, schedules, webhooks
        int[] pages =
        [
            Pages(workspace.Agents.Rows.Count), Pages(workspace.EndUsers.Rows.Count), Pages(workspace.Templates.Rows.Count),
            Pages(workspace.Collections.Rows.Count), Pages(workspace.Metrics.Count), Pages(workspace.Records.Count),
        ];
        int[] parents =
        [
            workspace.Teams.Rows.Count, workspace.Queues.Rows.Count, FlowChannels, workspace.Schedules.Rows.Count, workspace.Webhooks.Rows.Count,
            workspace.Collections.Rows.Count, workspace.Categories.Rows.Count,
        ];
        return new LeastCalls(0, single.Sum() + whole.Sum() + pages.Sum() + parents.Sum() + (2 * workspace.Articles.Rows.Count));
    }

    /// <summary>Of everything, where all streams but the lists have been read up to a moment.</summary>
    public static LeastCalls OfChanges(Organization organization, DateTimeOffset since)
    {
        var sinceMs = since.ToUnixTimeMilliseconds();
        var changed = organization.Conversations.Where(conversation => conversation.UpdatedAtMs >= sinceMs).ToList();

        // Details and links of each; what else there is only where the export shows that there is something.
        var children = (2 * changed.Count)
            + changed.Count(conversation => conversation.LastMessageCreatedAtMs >= sinceMs)
            + changed.Count(conversation => !conversation.Notes.IsEmpty)
            + changed.Count(conversation => !conversation.Ratings.IsEmpty)
            + changed.Select(conversation => conversation.RequesterId).Distinct().Count();
        const int ActivityLog = 1;
        return new LeastCalls(2, OfLists(organization.Workspace).Api + ActivityLog + children);
    }

    private static int Pages(int rows) => Math.Max(1, (rows + Paginator.PageLimit - 1) / Paginator.PageLimit);
}
