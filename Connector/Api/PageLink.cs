using System.Diagnostics.CodeAnalysis;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Api;

/// <summary>Turns <c>meta.next</c> into the address of a page.</summary>
public static class PageLink
{
    /// <param name="link">A path with its query, such as <c>/v1/agents?pageKey=…</c>; its bytes are kept, since the key is opaque; only a <c>#</c> is escaped.</param>
    /// <exception cref="ConnectorException">The link leads away from the host: the token does not follow it there.</exception>
    public static Uri Resolve(ApiHost<IDixaApi> host, string link) => TryResolve(host, link, out var page)
        ? page
        : throw new ConnectorException(
            FailureKind.System,
            $"A list of the {host.Name} goes on at another address, which the connector does not follow, since it would carry the token there. Please report this with the log.",
            link);

    /// <inheritdoc cref="Resolve"/>
    public static bool TryResolve(ApiHost<IDixaApi> host, string link, [NotNullWhen(true)] out Uri? page)
    {
        // An address ends where its fragment begins, and a key is no fragment.
        link = link.Replace("#", "%23", StringComparison.Ordinal);

        // Neither //host/path nor what is no valid address with a scheme is a path: it would be asked for in vain by every sync to come.
        var path = link.Split('?')[0];
        var isPath = !link.StartsWith("//", StringComparison.Ordinal) && !path.Contains(':', StringComparison.Ordinal);
        var isResolved = Uri.TryCreate(isPath ? host.Url.AbsoluteUri.TrimEnd('/') + "/" + link.TrimStart('/') : link, UriKind.Absolute, out page);
        return isResolved && Uri.Compare(page, host.Url, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
    }
}
