using Refit;

namespace Dixa.Connector.StandIns;

/// <summary>Each way that the connector's interfaces and the warehouse's use Refit, once.</summary>
[Headers("X-Interface: interface", "X-Overridden: interface")]
public interface IProbeApi
{
    [Get("/v1/items")]
    Task<HttpResponseMessage> List(CancellationToken cancellationToken);

    [Get("/v1/items/{id}/parts")]
    Task<HttpResponseMessage> Parts(string id, CancellationToken cancellationToken);

    [Get("/v1/items?sort=asc")]
    Task<HttpResponseMessage> Search(
        string? text, [Query] int? limit, [AliasAs("page key")] string? pageKey, bool? open, CancellationToken cancellationToken);

    [Get("/v1/values")]
    Task<HttpResponseMessage> Values(
        double number, [Query(Format = "yyyy-MM-dd")] DateOnly day, DateTimeOffset time, CancellationToken cancellationToken);

    [Get("")]
    Task<HttpResponseMessage> Follow([Url] Uri link, CancellationToken cancellationToken);

    [Get("")]
    Task<HttpResponseMessage> FollowWithQuery([Url] string link, int page, CancellationToken cancellationToken);

    [Get("/v1/headers")]
    [Headers("X-Overridden: method")]
    Task<HttpResponseMessage> WithHeaders([Header("X-Parameter")] string? parameter, CancellationToken cancellationToken);

    [Post("/v1/items")]
    Task<HttpResponseMessage> Create([Body] HttpContent item, CancellationToken cancellationToken);

    [Delete("/v1/items/{id}")]
    Task<HttpResponseMessage> Delete(string id, CancellationToken cancellationToken);
}
