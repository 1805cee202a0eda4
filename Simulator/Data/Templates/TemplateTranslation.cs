namespace Dixa.Simulator.Data.Templates;

public sealed record TemplateTranslation(string Locale, string Content, bool IsDeactivated, string? Subject);
