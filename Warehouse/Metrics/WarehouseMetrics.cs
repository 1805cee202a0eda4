using System.Globalization;
using System.Text;
using Dixa.Warehouse.Webhooks;

namespace Dixa.Warehouse.Metrics;

/// <summary>Everything that <c>/metrics</c> shows. It counts from the start of the process.</summary>
public sealed class WarehouseMetrics : IBellMetrics
{
    private readonly List<IMetric> _metrics = [];
    private readonly Counter _runs;
    private readonly Histogram _runTime;
    private readonly Counter _requests;
    private readonly Counter _rateLimited;
    private readonly Counter _events;
    private readonly Counter _rings;
    private readonly Counter _findings;
    private readonly Histogram _eventToRow;
    private readonly Histogram _answerTime;
    private int _exportsLeft = -1;

    public WarehouseMetrics()
    {
        Rows = Add(new RowCounter("dixa_rows_total", "Records that were committed."));
        _runs = Add(new Counter("dixa_runs_total", "Runs that have ended.", "began_by", "outcome"));
        _runTime = Add(new Histogram("dixa_run_seconds", "How long runs took.", 1, 2, 5, 10, 30, 60, 120, 300, 900, 3600, 14400));
        _requests = Add(new Counter("dixa_requests_total", "Requests to Dixa, as far as the source says."));
        _rateLimited = Add(new Counter("dixa_rate_limited_total", "Requests that Dixa answered with 429."));
        Add(new Gauge("dixa_exports_left", "Requests to the Exports API that the limit of a minute still had room for when the last run ended, by the count of this process alone.", () => _exportsLeft < 0 ? null : _exportsLeft));
        _events = Add(new Counter("dixa_webhook_events_total", "Deliveries of events, by what became of them.", "event", "outcome"));
        _answerTime = Add(new Histogram("dixa_webhook_answer_seconds", "From the headers of a delivery to its answer.", 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10));
        _rings = Add(new Counter("dixa_bell_rings_total", "Events that were kept, by what they did.", "outcome"));
        _findings = Add(new Counter("dixa_bell_findings_total", "Events that wait for no run any more, by what the run found.", "finding"));
        _eventToRow = Add(new Histogram("dixa_event_to_row_seconds", "From when an event happened, by Dixa's clock, to the commit of the run that read its row.", 1, 2, 5, 10, 15, 20, 30, 45, 60, 120, 300, 900, 3600));
    }

    /// <summary>Records that were committed, by stream.</summary>
    public RowCounter Rows { get; }

    /// <summary>Adds a metric, before anybody looks.</summary>
    public T Add<T>(T metric)
        where T : IMetric
    {
        _metrics.Add(metric);
        return metric;
    }

    /// <summary>Counts a delivery. Names that are none of Dixa's events have one label, and so have deliveries without a name that can be trusted.</summary>
    /// <param name="eventFqn">Null where the delivery was refused before its name could be trusted.</param>
    public void Delivered(string? eventFqn, string outcome, TimeSpan took)
    {
        _events.Add(1, eventFqn is null ? "" : EventNames.Fqns.Contains(eventFqn) ? eventFqn : "other", outcome);
        _answerTime.Observe(took);
    }

    public void Rang(RingOutcome outcome) => _rings.Add(1, Lower(outcome.ToString()));

    public void Settled(Finding finding, TimeSpan delay)
    {
        _findings.Add(1, Lower(finding.ToString()));
        if (finding == Finding.Read)
        {
            _eventToRow.Observe(delay);
        }
    }

    public void RunEnded(string beganBy, string status, TimeSpan took, long records, long? requests, long? rateLimited)
    {
        _runs.Add(1, beganBy, status);
        _runTime.Observe(took);
        _requests.Add(requests ?? 0);
        _rateLimited.Add(rateLimited ?? 0);
    }

    public void ExportsLeft(int requests) => _exportsLeft = requests;

    /// <summary>All of them in Prometheus' text format.</summary>
    public byte[] ToText()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var metric in _metrics)
        {
            metric.WriteTo(text);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The word of a member, as labels have them.</summary>
    private static string Lower(string name) => name.ToLowerInvariant();
}
