using System.Globalization;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Demo;

/// <summary>The table of the streams whose origin the demo knows; it can't compare others with anything.</summary>
public static class StreamOrigins
{
    private static readonly Dictionary<string, StreamOrigin> All = new StreamOrigin[]
    {
        new("conversations", (organization, now) =>
            Visible(organization, now).Select(row => (Text(row.Id), Text(row.UpdatedAtMs)))),
        new("messages", (organization, now) =>
            Visible(organization, now)
                .SelectMany(row => row.Messages)
                .Where(message => message.IsVisible(now.ToUnixTimeMilliseconds()))
                .Select(message => ($"{message.Id}", Text(message.CreatedAtMs)))),
        new("agents", (organization, _) => Keys(organization.Workspace.Agents)),
        new("endusers", (organization, _) => Keys(organization.Workspace.EndUsers)),
        new("queues", (organization, _) => Keys(organization.Workspace.Queues)),
        new("tags", (organization, _) => Keys(organization.Workspace.Tags)),
        new("teams", (organization, _) => Keys(organization.Workspace.Teams)),
    }.ToDictionary(origin => origin.Stream);

    public static StreamOrigin? Of(CatalogStream stream) => All.GetValueOrDefault(stream.Name);

    private static IEnumerable<Conversation> Visible(Organization organization, DateTimeOffset now) =>
        organization.Conversations.Select(row => row.SeenAt(now.ToUnixTimeMilliseconds())).OfType<Conversation>();

    private static IEnumerable<(string Key, string Version)> Keys<T>(Table<T> table)
        where T : class, IIdentified => table.Rows.Select(row => ($"{row.Id}", ""));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
