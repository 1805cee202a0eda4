using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Dixa.Connector.Json;

namespace Dixa.Connector.Configuration;

/// <summary>Checks the address of an API. The token is sent there, so plain http is only for simulators and private networks.</summary>
public static class ApiUrl
{
    public static Uri Parse(JsonElement config, JsonElement specification, string name, List<string> problems)
    {
        var fallback = specification.GetProperty("properties").GetProperty(name).GetProperty("default").GetString()!;
        var text = config.Text(name) is { Length: > 0 } given ? given : fallback;
        if (!Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var url))
        {
            problems.Add($"{name} must be a URL, such as {fallback}, not \"{text}\"");
        }
        else if (url.Scheme == "http" && !IsPrivate(url))
        {
            problems.Add($"{name} must begin with https://, since the token is sent there; http:// is for loopback, private addresses and host names without a dot");
        }
        else
        {
            return url;
        }

        return new Uri(fallback);
    }

    private static bool IsPrivate(Uri url)
    {
        if (url.IsLoopback)
        {
            return true;
        }

        if (!IPAddress.TryParse(url.Host.Trim('[', ']'), out var address))
        {
            return !url.IdnHost.Contains('.', StringComparison.Ordinal);
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        return IPAddress.IsLoopback(address) || (address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal
            : bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168));
    }
}
