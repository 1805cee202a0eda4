using Dixa.Simulator.Data.Webhooks;

namespace Dixa.Simulator.DixaApi.Webhooks;

public static class WebhookSelection
{
    /// <summary>The events of the webhook that a path names.</summary>
    public static IEnumerable<WebhookEvent>? Events(ApiCall call) =>
        call.Organization.Workspace.Webhooks.Find(PathParameter.Id(call, "webhookSubscriptionId"))?.Events;
}
