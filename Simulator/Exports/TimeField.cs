namespace Dixa.Simulator.Exports;

/// <summary>The times that exports can be filtered by.</summary>
public enum TimeField
{
    Created,
    Updated,
    Closed,
    LastMessageCreated,
}
