using System.Net;
using Dixa.Warehouse.Hosting;

namespace Dixa.Warehouse.Pages.Serving;

/// <summary>How the page is served.</summary>
public sealed record PageServerOptions(ListenAddress Address)
{
    public static ListenAddress DefaultAddress { get; } = new(IPAddress.Loopback, 8081);

    /// <summary>How often the database is asked whether a run has ended.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Each viewer has a connection of their own for as long as the page is open.</summary>
    public HostLimits HostLimits { get; init; } = new() { Connections = 1024, BodyBytes = 0 };
}
