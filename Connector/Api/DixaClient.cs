using System.Diagnostics.CodeAnalysis;
using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;
using Refit;
using Serilog;

namespace Dixa.Connector.Api;

/// <summary>Both hosts with their interfaces, for one token.</summary>
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
        Dixa = new DixaHost(HostProfile.Dixa(config.ApiRequestsPerSecond), config.DixaApiUrl, config.ApiToken, mask, time, random, log);
        Exports = new DixaHost(
            HostProfile.Exports(config.ExportsRequestsPerMinute), config.ExportsApiUrl, $"Bearer {config.ApiToken}", mask, time, random, log);
        DixaApi = RestService.For<IDixaApi>(Dixa.Client);
        ExportsApi = RestService.For<IExportsApi>(Exports.Client);
    }

    public DixaHost Dixa { get; }

    public DixaHost Exports { get; }

    public IDixaApi DixaApi { get; }

    public IExportsApi ExportsApi { get; }

    public void Dispose()
    {
        Dixa.Dispose();
        Exports.Dispose();
    }
}
