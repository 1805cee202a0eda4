using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Dixa.Simulator.Http;

/// <summary>How a server here listens, and where it can be reached.</summary>
public static class Listening
{
    public static void Configure(KestrelServerOptions kestrel, string host, int port)
    {
        kestrel.AddServerHeader = false;

        // A client may read as slowly as it likes, and a drip is slow by intent.
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(IPAddress.Parse(host), port, listen => listen.Protocols = HttpProtocols.Http1);
    }

    /// <summary>Where to reach it, with the port that it really got.</summary>
    public static Uri UrlOf(WebApplication app, string host)
    {
        var address = new UriBuilder(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        return IPAddress.Parse(host) is var listening && (listening.Equals(IPAddress.Any) || listening.Equals(IPAddress.IPv6Any))
            ? new UriBuilder(address.Uri) { Host = IPAddress.Loopback.ToString() }.Uri
            : address.Uri;
    }
}
