namespace Dixa.Simulator.Faults;

/// <summary>A fault with what is left of it.</summary>
public sealed record PlannedFault(Fault Fault, int SkipsLeft, int TimesLeft)
{
    public bool IsSpent => TimesLeft == 0;

    public PlannedFault Skipped() => this with { SkipsLeft = SkipsLeft - 1 };

    public PlannedFault Struck() => TimesLeft < 0 ? this : this with { TimesLeft = TimesLeft - 1 };
}
