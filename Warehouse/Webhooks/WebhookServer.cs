using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Health;
using Dixa.Warehouse.Hosting;
using Dixa.Warehouse.Metrics;
using Serilog;

namespace Dixa.Warehouse.Webhooks;

/// <summary>What <c>sync --listen</c> starts beside its runs: the web server, what keeps events, and what says how it all is.</summary>
public sealed class WebhookServer : IDisposable
{
    private readonly HttpHost _host;
    private readonly EventWriter _writer;
    private readonly Readiness _readiness;
    private readonly CancellationTokenRegistration _stopping;

    private WebhookServer(HttpHost host, EventWriter writer, Readiness readiness, CancellationToken stop)
    {
        (_host, _writer, _readiness) = (host, writer, readiness);

        // At once, and not after the run that is under way: both have the same few seconds.
        _stopping = stop.Register(() => _ = host.StopAsync());
    }

    /// <summary>Where it listens, with the port that it really got.</summary>
    public IReadOnlyList<string> Addresses => _host.Addresses;

    /// <summary>Starts to listen, until it is stopped or disposed of.</summary>
    /// <exception cref="WarehouseException">There is no secret, or the address can't be had.</exception>
    public static WebhookServer Start(WebhookServerOptions options, WarehouseConfig config, IBell bell, WarehouseMetrics metrics, TimeProvider time, ILogger log, CancellationToken stop)
    {
        if (config.WebhookSecrets.Count == 0)
        {
            throw WarehouseException.Configuration("--listen needs a secret that deliveries are signed with: the secretKey of the webhook's subscription, in the setting webhook_secrets or the variable DIXA_WEBHOOK_SECRETS. dixa-warehouse webhook create makes a subscription and keeps its secret in a file.");
        }

        var signatures = new SignatureCheck(WebhookSecrets.Parse(config.WebhookSecrets), config.WebhookTolerance, time);
        var store = StoreFactory.CreateForEvents(config);
        var writer = new EventWriter(store, options.Limits.WaitingEvents, bell, time, log);
        var readiness = new Readiness(StoreFactory.CreateForEvents(config), config.ReadyWithin ?? (3 * options.Every), time);
        var endpoint = new WebhookEndpoint(signatures, new EventReader(store.Rules), writer, options.Limits, metrics, time);
        metrics.Add(new Gauge("dixa_webhook_under_way", "Deliveries that are being read or wait for their commit.", () => endpoint.UnderWay));
        metrics.Add(new Gauge("dixa_webhook_body_bytes", "Memory that the bodies of these take.", () => endpoint.BodyBytes));
        metrics.Add(new Gauge("dixa_webhook_waiting_events", "Events that wait for their commit.", () => writer.Length));
        writer.Start();
        readiness.Start();
        try
        {
            var host = HttpHost.Start(options.Address, [endpoint.Route, .. HealthRoutes.Of(readiness, metrics)], options.HostLimits, log);
            log.Information("Webhooks are taken at {Addresses:l}{Path:l}.", string.Join(", ", host.Addresses), WebhookEndpoint.Path);
            return new WebhookServer(host, writer, readiness, stop);
        }
        catch
        {
            writer.Dispose();
            readiness.Dispose();
            throw;
        }
    }

    /// <summary>Answers what is under way, and takes nothing more.</summary>
    public void Dispose()
    {
        _stopping.Dispose();
        _host.Dispose();
        _writer.Dispose();
        _readiness.Dispose();
    }
}
