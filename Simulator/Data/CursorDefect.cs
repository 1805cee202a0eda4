namespace Dixa.Simulator.Data;

/// <summary>What is wrong with the time by which a row of an export is found: the row shows another one, or none.</summary>
public enum CursorDefect
{
    None,
    Missing,
    Null,
    Text,
    Boolean,
    Fraction,
    Elements,
    Members,
    Future,
}
