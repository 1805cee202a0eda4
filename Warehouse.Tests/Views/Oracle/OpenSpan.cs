namespace Dixa.Warehouse.Views.Oracle;

/// <summary>From when to when a conversation was open, in epoch milliseconds; without an end it still is.</summary>
public readonly record struct OpenSpan(long BeginMs, long? EndMs)
{
    public bool Holds(long ms) => BeginMs <= ms && !(EndMs <= ms);
}
