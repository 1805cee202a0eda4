using Dixa.Warehouse.Webhooks;

namespace Dixa.Warehouse.Metrics;

/// <summary>Counts what events do for <c>/metrics</c>.</summary>
public sealed class BellMetrics : IBellMetrics
{
    private readonly WarehouseMetrics _metrics;
    private readonly Counter _rings;
    private readonly Counter _findings;
    private readonly Counter _begun;

    public BellMetrics(WarehouseMetrics metrics, ExportsBudget budget, TimeProvider time)
    {
        _metrics = metrics;
        _begun = metrics.Add(new Counter("dixa_runs_begun_total", "Runs, by what began them: their turn in the schedule or a webhook.", "began_by"));
        _rings = metrics.Add(new Counter(
            "dixa_event_rings_total", "Events, by what they did: woke a run, joined one that was due, were silent since they change no row, or repeated since their row was not there yet.", "outcome"));
        _findings = metrics.Add(new Counter("dixa_events_settled_total", "Events that wait no more, by what the runs that they woke have found: their row was read, is missing, or was skipped as the schedule's.", "finding"));
        metrics.Add(new Gauge("dixa_exports_requests_left", "Requests to the Exports API that are left of the last minute's limit.", () => budget.PerMinute - budget.Used(time.GetUtcNow())));
    }

    public void Rang(RingOutcome outcome) => _rings.Add(1, outcome switch
    {
        RingOutcome.Woke => "woke",
        RingOutcome.Joined => "joined",
        RingOutcome.Repeated => "repeated",
        _ => "silent",
    });

    public void Settled(Finding finding, TimeSpan delay)
    {
        _findings.Add(1, finding switch
        {
            Finding.Read => "read",
            Finding.Missing => "missing",
            _ => "skipped",
        });
        if (finding == Finding.Read)
        {
            _metrics.EventToRow.Observe(delay);
        }
    }

    public void RunEnded(string beganBy, string status)
    {
        _begun.Add(1, beganBy);
        _metrics.Runs.Add(1, status);
    }
}
