namespace Dixa.Simulator.Data;

/// <summary>A prepared text; a null list or text is one that the API leaves out.</summary>
public sealed record TextTemplate(Guid Id, TemplateType Type, string Name, string Content, Guid CreatedBy, DateTimeOffset CreatedAt) : IIdentified
{
    public Guid? LastEditedBy { get; init; }

    public DateTimeOffset? LastEditedAt { get; init; }

    public string? Subject { get; init; }

    public IReadOnlyList<TemplateTranslation>? Translations { get; init; }
}

public enum TemplateType
{
    EmailAutoReply,
    QuickResponse,
}

public sealed record TemplateTranslation(string Locale, string Content, bool IsDeactivated, string? Subject);
