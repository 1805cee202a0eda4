using System.Net;
using System.Net.Sockets;

namespace Dixa.Shared;

/// <summary>Recognizes addresses of this machine and of private networks. A token may be sent there by plain http, since simulators and proxies listen there.</summary>
internal static class PrivateAddress
{
    /// <summary>Whether the host is loopback, an address of a private network, or a name without a dot.</summary>
    public static bool Is(Uri url)
    {
        if (url.IsLoopback)
        {
            return true;
        }

        if (!IPAddress.TryParse(url.Host.Trim('[', ']'), out var address))
        {
            return !url.IdnHost.Contains('.', StringComparison.Ordinal);
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = address.GetAddressBytes();
        return IPAddress.IsLoopback(address) || (address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal
            : bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168));
    }
}
