namespace Dixa.Simulator.Control;

/// <summary>What the simulator runs with and how much it holds.</summary>
public sealed record Overview(Uri Url, DateTimeOffset Time, SimulatorOptions Options, IReadOnlyDictionary<string, int> Counts)
{
    public static Overview Of(SimulatorServer server, TimeProvider time)
    {
        var (workspace, conversations) = (server.Organization.Workspace, server.Organization.Conversations);
        return new Overview(server.Url, time.GetUtcNow(), server.Options, new Dictionary<string, int>
        {
            ["conversations"] = conversations.Count,
            ["messages"] = conversations.Sum(conversation => conversation.Messages.Length),
            ["agents"] = workspace.Agents.Rows.Count,
            ["endUsers"] = workspace.EndUsers.Rows.Count,
            ["queues"] = workspace.Queues.Rows.Count,
            ["tags"] = workspace.Tags.Rows.Count,
            ["teams"] = workspace.Teams.Rows.Count,
            ["notes"] = conversations.Sum(conversation => conversation.ReadableNotes.Count()),
            ["ratings"] = conversations.Sum(conversation => conversation.Ratings.Length),
            ["templates"] = workspace.Templates.Rows.Count,
            ["articles"] = workspace.Articles.Rows.Count,
            ["requests"] = server.Requests.All.Count,
            ["faults"] = server.Faults.Planned.Count,
        });
    }
}
