namespace Dixa.Simulator.Data.Knowledge;

public sealed record ArticleVersion(string Title, string Text, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public bool IsIndexed { get; init; }

    public Guid? CreatedBy { get; init; }

    public Guid? UpdatedBy { get; init; }

    public IReadOnlyList<HelpCenterLink> Links { get; init; } = [];
}
