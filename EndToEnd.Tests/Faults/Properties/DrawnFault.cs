using Dixa.Simulator.Faults;

namespace Dixa.Connector.Faults.Properties;

/// <summary>A fault of a case.</summary>
/// <param name="IsFatal">Whether it may end a stream; any other fault has to be got over.</param>
public sealed record DrawnFault(Fault Fault, string Text, bool IsFatal)
{
    /// <summary>Whether conversations may count as changed at another time than they were.</summary>
    public bool Misdates { get; init; }

    public override string ToString() =>
        $"{Text} at {Fault.Path ?? "any path"}, request {Fault.Skip + 1}{(Fault.Times == 1 ? "" : Fault.Times < 0 ? " and all others" : $", {Fault.Times} times")}{(IsFatal ? " (may end a stream)" : "")}";
}
