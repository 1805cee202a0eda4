using Dixa.Simulator.Access;
using Dixa.Simulator.DixaApi;
using Dixa.Simulator.Exports;

namespace Dixa.Simulator;

/// <summary>The table of everything that both APIs serve.</summary>
public static class ResourceTable
{
    public static IReadOnlyList<Resource> All { get; } =
    [
        new(Surface.Exports, "/v1/conversation_export", ConversationExport.AnswerAsync),
        new(Surface.Exports, "/v1/message_export", MessageExport.AnswerAsync),
        Answers.One("/v1/organization", call => call.Organization.Workspace.Details, OrganizationDetailsWriter.Write),
        Answers.Pages("/v1/agents", PersonFilter.Agents, AgentWriter.Write),
        Answers.Pages("/v1/endusers", PersonFilter.EndUsers, EndUserWriter.Write),
        Answers.List("/v1/queues", call => call.Organization.Workspace.Queues.Rows, QueueWriter.Write),
        Answers.List("/v1/tags", TagFilter.Tags, TagWriter.Write),
        Answers.List("/v1/teams", call => call.Organization.Workspace.Teams.Rows, TeamWriter.Write),
    ];
}
