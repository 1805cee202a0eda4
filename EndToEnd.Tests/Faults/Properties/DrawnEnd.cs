namespace Dixa.Connector.Faults.Properties;

/// <summary>How and when a process of a case is ended: at a request, at a line, or so much simulated time after its start.</summary>
/// <param name="Committed">Which part of the states that came out the platform had committed by then.</param>
public sealed record DrawnEnd(EndKind Kind, int? AtRequest, int? AtLine, TimeSpan? After, double Committed)
{
    public static DrawnEnd ByItself { get; } = new(EndKind.ByItself, null, null, null, 1);

    public override string ToString() => Kind == EndKind.ByItself ? "ends by itself" : $"{Kind} {When}, {Committed:0.00} of its states committed";

    private string When =>
        AtRequest is { } request ? $"at request {request + 1}" : AtLine is { } line ? $"at line {line}" : $"after {After!.Value.TotalSeconds:0.0} s";
}
