namespace Dixa.Warehouse.Webhooks;

/// <summary>Who counts what events do. Calls come from any thread and must not wait.</summary>
public interface IBellMetrics
{
    /// <summary>An event has rung.</summary>
    void Rang(RingOutcome outcome);

    /// <summary>An event waits no more.</summary>
    /// <param name="delay">From the event, by Dixa's clock, until the run that took it had committed what it read.</param>
    void Settled(Finding finding, TimeSpan delay);

    /// <summary>A run has ended.</summary>
    /// <param name="beganBy">One of <see cref="Syncing.RunBeginning"/>.</param>
    /// <param name="status"><c>succeeded</c>, <c>failed</c> or <c>stopped</c>.</param>
    /// <param name="requests">Null where the source didn't say.</param>
    /// <param name="rateLimited">How many requests were answered with 429.</param>
    void RunEnded(string beganBy, string status, TimeSpan took, long records, long? requests, long? rateLimited);

    /// <summary>How many requests to the Exports API are left of the last minute's.</summary>
    void ExportsLeft(int requests);
}
