using System.Globalization;
using System.Net;

namespace Dixa.Warehouse.Hosting;

/// <summary>Where a server listens.</summary>
/// <param name="Address">Null for every address of the machine.</param>
/// <param name="Port">0 for any that is free.</param>
public sealed record ListenAddress(IPAddress? Address, int Port)
{
    /// <summary>Reads <c>:8080</c>, <c>*:8080</c>, <c>127.0.0.1:8080</c>, <c>[::1]:8080</c> or <c>localhost:8080</c>; null for anything else.</summary>
    public static ListenAddress? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return null;
        }

        return text[..colon] switch
        {
            "" or "*" => new ListenAddress(null, port),
            "localhost" => new ListenAddress(IPAddress.Loopback, port),
            ['[', .. var six, ']'] => IPAddress.TryParse(six, out var address) && six.Contains(':', StringComparison.Ordinal) ? new ListenAddress(address, port) : null,
            var four => IPAddress.TryParse(four, out var address) && address.ToString() == four ? new ListenAddress(address, port) : null,
        };
    }

    public override string ToString() => $"{(Address is null ? "*" : new IPEndPoint(Address, 0).ToString()[..^2])}:{Port.ToString(CultureInfo.InvariantCulture)}";
}
