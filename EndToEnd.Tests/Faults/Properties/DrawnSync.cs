namespace Dixa.Connector.Faults.Properties;

/// <summary>One run of the executable, and what happens before and while it reads.</summary>
/// <param name="Pause">Simulated time before it.</param>
/// <param name="During">Changes, each just before a request is answered.</param>
public sealed record DrawnSync(
    TimeSpan Pause,
    IReadOnlyList<Change> Before,
    IReadOnlyList<(int Request, Change Change)> During,
    IReadOnlyList<DrawnFault> Faults,
    DrawnEnd End)
{
    public override string ToString() =>
        $"""
        after {Pause}: {string.Join(", ", Before)}
              faults: {string.Join("; ", Faults)}
              meanwhile: {string.Join(", ", During.Select(each => $"{each.Change} at request {each.Request + 1}"))}
              end: {End}
        """;
}
