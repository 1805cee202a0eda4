using System.Diagnostics.CodeAnalysis;
using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;
using Refit;
using Serilog;

namespace Dixa.Connector.Api;

/// <summary>Both hosts, for one token.</summary>
public sealed class DixaClient : IDisposable
{
    [UnconditionalSuppressMessage(
        "Trimming",
        "IL2026:RequiresUnreferencedCode",
        Justification = "Refit falls back on reflection only for methods that its generator can't write out; it can write out all of ours.")]
    public DixaClient(ConnectorConfig config, SecretMask mask, TimeProvider time, ILogger log)
    {
        foreach (var password in HttpTransport.ProxyPasswords())
        {
            mask.Add(password);
        }

        // Only jitter is drawn from it: it has to differ between connectors, nothing more.
        var random = Random.Shared;
        Dixa = new ApiHost<IDixaApi>(
            HostProfile.Dixa(config.ApiRequestsPerSecond), config.DixaApiUrl, config.ApiToken, RestService.For<IDixaApi>, mask, time, random, log);
        Exports = new ApiHost<IExportsApi>(
            HostProfile.Exports(config.ExportsRequestsPerMinute), config.ExportsApiUrl, $"Bearer {config.ApiToken}", RestService.For<IExportsApi>, mask, time, random, log);
    }

    public ApiHost<IDixaApi> Dixa { get; }

    public ApiHost<IExportsApi> Exports { get; }

    public void Dispose()
    {
        Dixa.Dispose();
        Exports.Dispose();
    }
}
