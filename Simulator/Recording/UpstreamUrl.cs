using Dixa.Shared;
using Dixa.Simulator.Commands;

namespace Dixa.Simulator.Recording;

/// <summary>Checks the address of an API, by the connector's rule: the token is sent there, so plain http is only for simulators and private networks.</summary>
public static class UpstreamUrl
{
    public static Uri Parse(string option, string text)
    {
        if (!Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            throw new UsageException($"{option} needs a URL, such as https://dev.dixa.io, without a query.");
        }

        if (url.UserInfo.Length > 0)
        {
            throw new UsageException($"{option} must not hold a user or a password: the token comes with each request.");
        }

        return url.Scheme == "https" || PrivateAddress.Is(url)
            ? url
            : throw new UsageException($"{option} must begin with https://, since the token is sent there; http:// is for loopback, private addresses and host names without a dot.");
    }
}
