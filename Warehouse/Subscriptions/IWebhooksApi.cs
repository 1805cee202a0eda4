using Refit;

namespace Dixa.Warehouse.Subscriptions;

/// <summary>The subscriptions of the Dixa API: all that this program writes to Dixa, and only on the command <c>webhook create</c> or <c>delete</c>.</summary>
/// <remarks>The caller disposes the response.</remarks>
public interface IWebhooksApi
{
    /// <summary>All subscriptions, with their secrets in plain text.</summary>
    [Get("/v1/webhooks")]
    Task<HttpResponseMessage> GetSubscriptions(CancellationToken cancellationToken);

    /// <summary>The last delivery of each event that a subscription is for.</summary>
    [Get("/v1/webhooks/{webhookId}/delivery-status")]
    Task<HttpResponseMessage> GetDeliveries(string webhookId, CancellationToken cancellationToken);

    /// <summary>Makes a subscription. What answers it is not published; it is taken to be the subscription.</summary>
    [Post("/v1/webhooks")]
    Task<HttpResponseMessage> Create([Body] HttpContent subscription, CancellationToken cancellationToken);

    [Delete("/v1/webhooks/{webhookId}")]
    Task<HttpResponseMessage> Delete(string webhookId, CancellationToken cancellationToken);
}
