namespace Dixa.Probe.Facts;

/// <summary>Every fact that a look at an account can settle. <c>docs/facts.md</c> has a row for each.</summary>
public static class FactTable
{
    public static IReadOnlyList<Fact> All { get; } =
        [.. ExportFacts.All, .. UpdateFacts.All, .. ChildFacts.All, .. PageFacts.All, .. FieldFacts.All, .. DurationFacts.All, .. WireFacts.All];
}
