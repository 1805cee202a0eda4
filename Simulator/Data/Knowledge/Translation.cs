namespace Dixa.Simulator.Data.Knowledge;

/// <summary>An article in one language: what is being written, and what readers see if anything.</summary>
public sealed record Translation(string Language, ArticleVersion Draft, ArticleVersion? Published)
{
    public const string DefaultLanguage = "en";
}
