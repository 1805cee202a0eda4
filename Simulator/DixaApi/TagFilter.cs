using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

/// <summary>Tags as asked for: the active ones, or all.</summary>
public static class TagFilter
{
    private const string Parameter = "includeDeactivated";

    public static IEnumerable<Tag> Tags(ApiCall call)
    {
        var all = false;
        if (call.Query.TryGetValue(Parameter, out var text) && !bool.TryParse(text, out all))
        {
            throw RefusalException.BadParameter(Parameter);
        }

        return call.Organization.Workspace.Tags.Rows.Where(tag => all || tag.IsActive);
    }
}
