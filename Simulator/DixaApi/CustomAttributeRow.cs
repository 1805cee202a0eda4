using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi;

/// <param name="EntityType">Conversation or Contact.</param>
public sealed record CustomAttributeRow(CustomAttribute Attribute, string EntityType)
{
    public static IEnumerable<CustomAttributeRow> Select(ApiCall call)
    {
        var workspace = call.Organization.Workspace;
        return
        [
            .. workspace.CustomAttributes.Rows.Select(attribute => new CustomAttributeRow(attribute, "Conversation")),
            .. workspace.ContactAttributes.Rows.Select(attribute => new CustomAttributeRow(attribute, "Contact")),
        ];
    }
}
