namespace Dixa.Simulator.Data.Templates;

public enum TemplateType
{
    EmailAutoReply,
    QuickResponse,
}
