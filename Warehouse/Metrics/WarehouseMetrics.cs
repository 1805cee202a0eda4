using System.Globalization;
using System.Text;
using Dixa.Warehouse.Webhooks;

namespace Dixa.Warehouse.Metrics;

/// <summary>Everything that <c>/metrics</c> shows. It counts from the start of the process.</summary>
public sealed class WarehouseMetrics
{
    private readonly List<IMetric> _metrics = [];

    public WarehouseMetrics()
    {
        Rows = Add(new RowCounter("dixa_rows_total", "Records that were committed."));
        Runs = Add(new Counter("dixa_runs_total", "Runs that have ended.", "outcome"));
        RateLimited = Add(new Counter("dixa_rate_limited_total", "Requests that Dixa answered with 429."));
        EventToRow = Add(new Histogram(
            "dixa_event_to_row_seconds", "From when an event happened, by Dixa's clock, to the commit of the run that read what it is about.", 1, 2, 5, 10, 15, 20, 30, 45, 60, 120, 300, 900, 3600));
        Events = Add(new Counter("dixa_webhook_events_total", "Deliveries of events, by what became of them.", "event", "outcome"));
        AnswerTime = Add(new Histogram(
            "dixa_webhook_answer_seconds", "From the headers of a delivery to its answer.", 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10));
    }

    /// <summary>Records that were committed, by <c>stream</c>.</summary>
    public RowCounter Rows { get; }

    /// <summary>Runs that have ended, by <c>outcome</c>: <c>succeeded</c>, <c>failed</c> or <c>stopped</c>.</summary>
    public Counter Runs { get; }

    /// <summary>Requests that Dixa answered with 429.</summary>
    public Counter RateLimited { get; }

    /// <summary>From when an event happened to the commit of the run that read what it is about.</summary>
    public Histogram EventToRow { get; }

    /// <summary>Deliveries, by <c>event</c> and <c>outcome</c>.</summary>
    public Counter Events { get; }

    /// <summary>From the headers of a delivery to its answer.</summary>
    public Histogram AnswerTime { get; }

    /// <summary>Counts a delivery. Names that are none of Dixa's events have one label, and so have deliveries without a name that can be trusted.</summary>
    /// <param name="eventFqn">Null where the delivery was refused before its name could be trusted.</param>
    public void CountDelivery(string? eventFqn, string outcome) =>
        Events.Add(1, eventFqn is null ? "" : EventNames.Fqns.Contains(eventFqn) ? eventFqn : "other", outcome);

    /// <summary>Adds a metric, before anybody looks.</summary>
    public T Add<T>(T metric)
        where T : IMetric
    {
        _metrics.Add(metric);
        return metric;
    }

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
}
