using Dixa.Simulator.Data.Templates;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Templates;

/// <summary>Templates as asked for: of one type, or all.</summary>
public static class TemplateFilter
{
    private const string Parameter = "type";

    public static IReadOnlyList<TextTemplate> Templates(ApiCall call)
    {
        var templates = call.Organization.Workspace.Templates.Rows;
        if (!call.Query.TryGetValue(Parameter, out var asked))
        {
            return templates;
        }

        var type = Enum.GetValues<TemplateType>().Cast<TemplateType?>().FirstOrDefault(type => type.ToString() == asked)
            ?? throw RefusalException.BadParameter(Parameter);
        return [.. templates.Where(template => template.Type == type)];
    }
}
