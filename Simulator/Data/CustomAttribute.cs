namespace Dixa.Simulator.Data;

/// <summary>The definition of a custom field; one with options holds a path through them, one without holds a text.</summary>
public sealed record CustomAttribute(Guid Id, string Identifier, string Label, bool IsArchived, IReadOnlyList<IReadOnlyList<string>> Options)
    : IIdentified
{
    public bool IsSelect => Options.Count > 0;
}
