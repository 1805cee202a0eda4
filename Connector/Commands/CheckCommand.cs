using System.Net;
using Dixa.Connector.Api;
using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;
using Dixa.Connector.Output;
using Dixa.Connector.State;

namespace Dixa.Connector.Commands;

/// <summary>Checks the configuration with one cheap request to each host. If it does not work, one sentence says what to fix.</summary>
/// <remarks>A problem that the user can fix is a FAILED status and exit code 0, without a trace, as platforms expect.</remarks>
public static class CheckCommand
{
    public static async Task<int> RunAsync(CommandContext context)
    {
        try
        {
            var config = ConnectorConfig.Load(context.Options.Config!, context.Mask);
            using var client = new DixaClient(config, context.Mask, context.Time, context.Log);
            var failures = await Task.WhenAll(
                TryAsync(() => ReachDixaApiAsync(client, context.Stop)),
                TryAsync(() => ReachExportsApiAsync(client, context.Time, context.Stop)));
            string?[] remarks = [Verdict(failures[0], failures[1]), .. config.Warnings, SyncPeriod.Of(config, context.Time.GetUtcNow()).Warning(config)];
            context.Writer.Post(Message.ConnectionStatus(
                succeeded: failures.All(failure => failure is null),
                remarks.OfType<string>().ToList() is { Count: > 0 } found ? string.Join(' ', found) : null));
        }
        catch (ConnectorException exception)
        {
            context.Writer.Post(Message.ConnectionStatus(succeeded: false, exception.Message));
        }

        return 0;
    }

    /// <summary>The problem; null if there is none.</summary>
    private static string? Verdict(ConnectorException? dixa, ConnectorException? exports)
    {
        var refusedByDixa = dixa?.Fault?.Status == HttpStatusCode.Unauthorized;
        var refusedByExports = exports?.Fault?.Status == HttpStatusCode.Unauthorized;
        return (refusedByDixa, refusedByExports) switch
        {
            (true, false) when exports is null => OtherVersion("Exports API", "Dixa API"),
            (false, true) when dixa is null => OtherVersion("Dixa API", "Exports API"),
            (true, true) => dixa!.Message,
            _ when dixa is null && exports is null => null,
            _ => string.Join(' ', new[] { dixa, exports }.OfType<ConnectorException>().Select(Sentence)),
        };
    }

    private static string OtherVersion(string accepting, string refusing) =>
        $"The {accepting} accepts the API token, the {refusing} does not (401): the token was made for another API version. "
        + "Create one under Settings → Integrations → API tokens with the version \"Dixa API\", and enter it again.";

    private static string Sentence(ConnectorException failure) => failure.Fault is { IsRateLimit: true }
        ? $"{failure.Message} Try again in a minute."
        : failure.Message;

    private static async Task<ConnectorException?> TryAsync(Func<Task> reach)
    {
        try
        {
            await reach();
            return null;
        }
        catch (ConnectorException exception)
        {
            return exception;
        }
    }

    private static async Task ReachDixaApiAsync(DixaClient client, CancellationToken cancellationToken)
    {
        try
        {
            await FetchAsync(client.Dixa, "the organisation", (api, ct) => api.GetOrganization(ct), RecordSelector.One, cancellationToken);
        }
        catch (ConnectorException exception) when (exception.Fault?.Status == HttpStatusCode.NotFound)
        {
            await FetchAsync(client.Dixa, "an agent", (api, ct) => api.GetAgents(1, ct), RecordSelector.Data, cancellationToken);
        }
    }

    private static async Task ReachExportsApiAsync(DixaClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var minute = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;
        await FetchAsync(
            client.Exports, "a minute of conversations", (api, ct) => api.ExportConversations(now - minute, now, ct), RecordSelector.Bare, cancellationToken);
    }

    private static Task<string?> FetchAsync<TApi>(
        ApiHost<TApi> host,
        string what,
        Func<TApi, CancellationToken, Task<HttpResponseMessage>> send,
        RecordSelector selector,
        CancellationToken cancellationToken) =>
        host.FetchAsync(
            what,
            send,
            async (response, ct) =>
            {
                // Only the shape of the response matters here.
                using var reader = new JsonArrayReader(response.Body, selector, RecordShape.None);
                return await reader.ReadAllAsync((in JsonRecord _) => { }, ct);
            },
            new RequestStatistics(),
            RetryBudget.Impatient,
            cancellationToken);
}
