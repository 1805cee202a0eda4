namespace Dixa.Connector.Streams;

/// <summary>Every stream that can be read. Adding one is an entry here and a schema file: see <c>docs/adding-a-stream.md</c>.</summary>
public static class StreamRegistry
{
    public static IReadOnlyList<StreamDefinition> All { get; } =
    [
        new("conversations", new ExportStream((api, after, before, ct) => api.ExportConversations(after, before, ct)), ["id"], "updated_at"),
        new("messages", new ExportStream((api, after, before, ct) => api.ExportMessages(after, before, ct)), ["id"], "created_at"),
        new("agents", new ListStream((api, ct) => api.GetAgents(ListStream.PageLimit, ct)), ["id"]),
        new("endusers", new ListStream((api, ct) => api.GetEndUsers(ListStream.PageLimit, ct)), ["id"]),
        new("queues", new ListStream((api, ct) => api.GetQueues(ct)), ["id"]),
        new("tags", new ListStream((api, ct) => api.GetTags(ct)), ["id"]),
        new("teams", new ListStream((api, ct) => api.GetTeams(ct)), ["id"]),
    ];

    public static StreamDefinition? Find(string name) => All.FirstOrDefault(stream => stream.Name == name);
}
