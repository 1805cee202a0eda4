using Dixa.Connector.Protocol;

namespace Dixa.Connector.Dixa;

/// <summary>Turns <c>meta.next</c> into the address of a page.</summary>
public static class PageLink
{
    /// <param name="link">A path with its query, such as <c>/v1/agents?pageKey=…</c>; its bytes are kept, since the key is opaque.</param>
    /// <exception cref="ConnectorException">The link leads away from the host: the token does not follow it there.</exception>
    public static Uri Resolve(DixaHost host, string link)
    {
        var isResolved = Uri.TryCreate(link, UriKind.Absolute, out var page) && page.Scheme is "http" or "https"
            || Uri.TryCreate(host.Url.AbsoluteUri.TrimEnd('/') + "/" + link.TrimStart('/'), UriKind.Absolute, out page);
        return isResolved && Uri.Compare(page, host.Url, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0
            ? page!
            : throw new ConnectorException(
                FailureKind.System,
                $"A list of the {host.Name} goes on at another address, which the connector does not follow, since it would carry the token there. Please report this with the log.",
                link);
    }
}
