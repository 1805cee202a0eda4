using System.Diagnostics.CodeAnalysis;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Api;

/// <summary>Turns <c>meta.next</c> into the address of a page.</summary>
public static class PageLink
{
    /// <param name="link">A path with its query, such as <c>/v1/agents?pageKey=…</c>. Its bytes are kept, since the key is opaque; only a <c>#</c> is escaped.</param>
    /// <exception cref="ConnectorException">The link leads to another host, which must not receive the token.</exception>
    public static Uri Resolve(ApiHost<IDixaApi> host, string link) => TryResolve(host, link, out var page)
        ? page
        : throw new ConnectorException(
            FailureKind.System,
            $"A list of the {host.Name} goes on at another address, which the connector does not follow, since it would carry the token there. Please report this with the log.",
            link);

    /// <inheritdoc cref="Resolve"/>
    public static bool TryResolve(ApiHost<IDixaApi> host, string link, [NotNullWhen(true)] out Uri? page) => TryResolve(host.Url, link, out page);

    /// <inheritdoc cref="Resolve"/>
    public static bool TryResolve(Uri host, string link, [NotNullWhen(true)] out Uri? page)
    {
        // A URI parser would cut the key off at a #, as a fragment.
        link = link.Replace("#", "%23", StringComparison.Ordinal);

        // "//host/path" and text with an invalid scheme are not paths. Taken as one, such a link would fail in every later sync.
        var path = link.Split('?')[0];
        var isPath = !link.StartsWith("//", StringComparison.Ordinal) && !path.Contains(':', StringComparison.Ordinal);
        var isResolved = Uri.TryCreate(isPath ? host.AbsoluteUri.TrimEnd('/') + "/" + link.TrimStart('/') : link, UriKind.Absolute, out page);
        return isResolved && Uri.Compare(page, host, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
    }
}
