using System.Net;
using DotNet.Testcontainers.Containers;

namespace DotNet.Testcontainers.Configurations;

/// <summary>A GET request to a published port that gets the expected status: to <c>/</c> on port 80 and 200, unless said otherwise.</summary>
public sealed class HttpWaitStrategy : IWaitUntil
{
    private readonly HashSet<HttpStatusCode> _statusCodes = [];
    private string _path = "/";
    private ushort _port = 80;

    public HttpWaitStrategy ForPath(string path)
    {
        _path = path;
        return this;
    }

    public HttpWaitStrategy ForPort(ushort port)
    {
        _port = port;
        return this;
    }

    public HttpWaitStrategy ForStatusCode(HttpStatusCode statusCode)
    {
        _statusCodes.Add(statusCode);
        return this;
    }

    public async Task<bool> UntilAsync(IContainer container)
    {
        try
        {
            var address = new UriBuilder(Uri.UriSchemeHttp, container.Hostname, container.GetMappedPublicPort(_port), _path).Uri;
            using var client = new HttpClient();
            using var response = await client.GetAsync(address);
            return _statusCodes.Count == 0 ? response.StatusCode == HttpStatusCode.OK : _statusCodes.Contains(response.StatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or TaskCanceledException)
        {
            return false;
        }
    }
}
