namespace Dixa.Warehouse.Webhooks;

/// <summary>Where nobody asks for figures.</summary>
public sealed class NoMetrics : IBellMetrics
{
    public static NoMetrics Instance { get; } = new();

    public void Rang(RingOutcome outcome)
    {
    }

    public void Settled(Finding finding, TimeSpan delay)
    {
    }

    public void RunEnded(string beganBy, string status, TimeSpan took, long records, long? requests, long? rateLimited)
    {
    }

    public void ExportsLeft(int requests)
    {
    }
}
