using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;
using Serilog.Core;

namespace Dixa.Connector.Api;

/// <summary>Both hosts as a configuration names them.</summary>
public sealed class DixaClientTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task EachHostGetsTheTokenInItsOwnFormAndItsParametersByName()
    {
        using var dixa = TestHost.Answers(TestHost.Answer(200, "{}"));
        using var exports = TestHost.Answers(TestHost.Answer(200, "[]"));
        await File.WriteAllTextAsync(
            _path, $$"""{"api_token":"the-token","dixa_api_url":"{{dixa.Url}}","exports_api_url":"{{exports.Url}}"}""", TestContext.Current.CancellationToken);
        var mask = new SecretMask();
        using var client = new DixaClient(ConnectorConfig.Load(_path, mask), mask, TimeProvider.System, Logger.None);

        await FetchAsync(client.Dixa, (api, ct) => api.GetAgents(100, ct));
        await FetchAsync(client.Exports, (api, ct) => api.ExportConversations(1, 2, ct));

        var (toDixa, toExports) = (Assert.Single(dixa.Requests), Assert.Single(exports.Requests));
        Assert.StartsWith("GET /v1/agents?pageLimit=100 ", toDixa, StringComparison.Ordinal);
        Assert.Contains("Authorization: the-token\n", toDixa, StringComparison.Ordinal);
        Assert.StartsWith("GET /v1/conversation_export?updated_after=1&updated_before=2 ", toExports, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer the-token\n", toExports, StringComparison.Ordinal);
        Assert.All([toDixa, toExports], head => Assert.Contains($"User-Agent: source-dixa/{ConnectorVersion.Current}\n", head, StringComparison.Ordinal));
    }

    private static Task<int> FetchAsync<TApi>(ApiHost<TApi> host, Func<TApi, CancellationToken, Task<HttpResponseMessage>> send) => host.FetchAsync(
        "something", send, (_, _) => ValueTask.FromResult(0), new RequestStatistics(), RetryBudget.Impatient, TestContext.Current.CancellationToken);
}
