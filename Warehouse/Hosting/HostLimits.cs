namespace Dixa.Warehouse.Hosting;

/// <summary>What a client may take of this process.</summary>
public sealed record HostLimits
{
    /// <summary>Idle ones cost a few kilobytes each.</summary>
    public int Connections { get; init; } = 4096;

    public int Headers { get; init; } = 64;

    /// <summary>Of all headers of a request together.</summary>
    public int HeaderBytes { get; init; } = 16 << 10;

    public int RequestLineBytes { get; init; } = 4 << 10;

    /// <summary>From the first byte of a request to the end of its headers.</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may be idle. It is longer than nginx (60 s) and Caddy (120 s) keep theirs, so that they never send into one that is being closed.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>What a body has to come with at least, on average, and an answer has to be taken with, once five seconds are over.</summary>
    public double BytesPerSecond { get; init; } = 240;

    /// <summary>Of a body; a route may allow less.</summary>
    public long BodyBytes { get; init; } = 1 << 20;

    /// <summary>How long requests that are under way are waited for when the server stops.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(2.5);
}
