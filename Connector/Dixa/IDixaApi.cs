using Refit;

namespace Dixa.Connector.Dixa;

/// <summary>The Dixa API, <c>https://dev.dixa.io</c>: <c>{"data": …}</c>, and <c>"meta": {"next": …}</c> where a list has pages.</summary>
/// <remarks>Whoever calls disposes the answer.</remarks>
public interface IDixaApi
{
    /// <summary>The organisation that the token belongs to. Organisations of before March 2025 may not have it: 404.</summary>
    [Get("/v1/organization")]
    Task<HttpResponseMessage> GetOrganization(CancellationToken cancellationToken);

    /// <summary>Agents and administrators, in pages.</summary>
    [Get("/v1/agents")]
    Task<HttpResponseMessage> GetAgents([AliasAs("pageLimit")] int pageLimit, CancellationToken cancellationToken);

    /// <summary>End users, in pages; without their custom attributes.</summary>
    [Get("/v1/endusers")]
    Task<HttpResponseMessage> GetEndUsers([AliasAs("pageLimit")] int pageLimit, CancellationToken cancellationToken);

    [Get("/v1/queues")]
    Task<HttpResponseMessage> GetQueues(CancellationToken cancellationToken);

    /// <summary>All tags. Without the parameter the API leaves the deactivated ones out.</summary>
    [Get("/v1/tags?includeDeactivated=true")]
    Task<HttpResponseMessage> GetTags(CancellationToken cancellationToken);

    [Get("/v1/teams")]
    Task<HttpResponseMessage> GetTeams(CancellationToken cancellationToken);

    /// <summary>A further page of any list, by the link that the page before it gave: followed as it is, since its key is opaque.</summary>
    [Get("")]
    Task<HttpResponseMessage> GetPage([Url] Uri page, CancellationToken cancellationToken);
}
