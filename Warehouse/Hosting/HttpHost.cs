using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Serilog;

namespace Dixa.Warehouse.Hosting;

/// <summary>A web server within this process: Kestrel alone, without the rest of ASP.NET Core.</summary>
/// <remarks>It speaks HTTP/1.1 without TLS; a proxy in front has the certificate. What clients may take of it, <see cref="HostLimits"/> says.</remarks>
public sealed class HttpHost : IDisposable
{
    private readonly KestrelServer _server;
    private readonly TimeSpan _grace;
    private readonly Lock _gate = new();
    private Task? _stopped;

    private HttpHost(KestrelServer server, TimeSpan grace) => (_server, _grace) = (server, grace);

    /// <summary>Where it listens, with the port that it really got.</summary>
    public IReadOnlyList<string> Addresses => [.. _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses];

    /// <summary>Starts to listen.</summary>
    /// <exception cref="WarehouseException">The address can't be had.</exception>
    public static HttpHost Start(ListenAddress address, IEnumerable<Route> routes, HostLimits limits, ILogger log)
    {
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(OptionsOf(address, limits)), transport, NullLoggerFactory.Instance);
        try
        {
            server.StartAsync(new RouteTable(routes, log), CancellationToken.None).GetAwaiter().GetResult();
            return new HttpHost(server, limits.StopGrace);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            server.Dispose();
            throw WarehouseException.Configuration($"Nothing can listen on {address}: {(exception.InnerException ?? exception).Message}. Choose another address or port with --listen.", exception);
        }
    }

    /// <summary>Takes no more connections, and waits for the requests that are under way. Calling it again waits for the same end.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            return _stopped ??= StopOnceAsync();
        }
    }

    public void Dispose()
    {
        StopAsync().GetAwaiter().GetResult();
        _server.Dispose();
    }

    private async Task StopOnceAsync()
    {
        using var over = new CancellationTokenSource(_grace);
        await _server.StopAsync(over.Token);
    }

    private static KestrelServerOptions OptionsOf(ListenAddress address, HostLimits limits)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = limits.Connections;
        options.Limits.MaxConcurrentUpgradedConnections = 0;
        options.Limits.MaxRequestHeaderCount = limits.Headers;
        options.Limits.MaxRequestHeadersTotalSize = limits.HeaderBytes;
        options.Limits.MaxRequestLineSize = limits.RequestLineBytes;
        options.Limits.RequestHeadersTimeout = limits.HeadersTimeout;
        options.Limits.KeepAliveTimeout = limits.IdleTimeout;
        options.Limits.MaxRequestBodySize = limits.BodyBytes;
        options.Limits.MinRequestBodyDataRate = new MinDataRate(limits.BytesPerSecond, TimeSpan.FromSeconds(5));
        options.Limits.MinResponseDataRate = new MinDataRate(limits.BytesPerSecond, TimeSpan.FromSeconds(5));
        if (address.Address is { } one)
        {
            options.Listen(one, address.Port, Http1);
        }
        else
        {
            options.ListenAnyIP(address.Port, Http1);
        }

        return options;

        static void Http1(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;
    }
}
