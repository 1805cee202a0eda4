using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Serilog;

namespace Dixa.Warehouse.Hosting;

/// <summary>Gives each request to its route: the one place where requests end, however they end.</summary>
public sealed class RouteTable(IEnumerable<Route> routes, ILogger log) : IHttpApplication<HttpContext>
{
    private readonly Dictionary<string, Route[]> _routes = routes.GroupBy(route => route.Path).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public async Task ProcessRequestAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            // Kestrel's own judgment of the body: too large, too slow, broken chunks. Its message says nothing of what was sent.
            await Plain.AnswerAsync(context, exception.StatusCode, exception.Message);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The client has gone, or the server goes.
            context.Abort();
        }
#pragma warning disable CA1031 // One request that fails is no reason for the others to.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.Error("A request to {Path:l} failed: {Failure:l}", _routes.ContainsKey(context.Request.Path.Value ?? "") ? context.Request.Path.Value : "an unknown path", exception.ToString());
            if (context.Response.HasStarted)
            {
                context.Abort();
            }
            else
            {
                await Plain.AnswerAsync(context, StatusCodes.Status500InternalServerError, "This failed; the log says why.");
            }
        }
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (!_routes.TryGetValue(context.Request.Path.Value ?? "", out var routes))
        {
            return Plain.AnswerAsync(context, StatusCodes.Status404NotFound, "There is nothing here.");
        }

        var method = HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method;
        if (Array.Find(routes, route => route.Method == method) is { } route)
        {
            return route.AnswerAsync(context);
        }

        context.Response.Headers.Allow = string.Join(", ", routes.Select(each => each.Method));
        return Plain.AnswerAsync(context, StatusCodes.Status405MethodNotAllowed, "This path takes another method.");
    }
}
