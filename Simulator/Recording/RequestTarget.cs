using System.Buffers;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Recording;

/// <summary>Which of the two APIs a request is for, and the URL that it is passed on to: never another host, nor anything outside the API.</summary>
public static class RequestTarget
{
    private const string ExportSuffix = "_export";

    private static readonly SearchValues<char> Legal =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%!$&'()*+,;=:@/?");

    /// <summary>Requests that read although they post.</summary>
    private static readonly string[] ReadingPosts = ["/v1/analytics/metrics", "/v1/analytics/records", "/v1/search/conversations"];

    /// <param name="method">The request's method.</param>
    /// <param name="raw">The target as the client wrote it.</param>
    /// <param name="options">Where the two APIs are.</param>
    public static Uri Resolve(string method, string raw, RecorderOptions options)
    {
        var path = raw.Split('?', 2)[0];
        if (!path.StartsWith("/v1/", StringComparison.Ordinal) || raw.AsSpan().IndexOfAnyExcept(Legal) >= 0 || IsTricky(path))
        {
            throw new RefusalException(StatusCodes.Status400BadRequest, "A recorder passes on paths below /v1/ only; point the connector's dixa_api_url and exports_api_url to it.");
        }

        if (method != "GET" && (method != "POST" || !ReadingPosts.Contains(path.TrimEnd('/'))))
        {
            throw new RefusalException(StatusCodes.Status405MethodNotAllowed, "A recorder passes on only what reads; send what changes something to Dixa itself.");
        }

        var host = IsExport(path) ? options.ExportsUrl : options.DixaUrl;
        var target = new Uri(
            host.GetLeftPart(UriPartial.Authority) + host.AbsolutePath.TrimEnd('/') + raw,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        // Nothing above lets a target name another host; this holds should that ever be wrong.
        return target.Host == host.Host && target.Port == host.Port && target.Scheme == host.Scheme && target.UserInfo.Length == 0
            ? target
            : throw new RefusalException(StatusCodes.Status400BadRequest, "A recorder passes requests on to the two APIs only.");
    }

    public static bool IsExport(string path) => path.EndsWith(ExportSuffix, StringComparison.Ordinal) && path.Count('/') == 2;

    /// <summary>Whether some server could take the path for another one: empty segments, dots, encoded slashes.</summary>
    private static bool IsTricky(string path) =>
        path[1..].TrimEnd('/').Split('/').Any(segment => segment.Length == 0 || Uri.UnescapeDataString(segment) is var plain
            && (plain is "." or ".." || plain.AsSpan().ContainsAny('/', '\\', '\0') || plain.Contains('%', StringComparison.Ordinal) || plain.Any(char.IsControl)));
}
