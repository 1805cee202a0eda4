using Dixa.Simulator.Http;

namespace Dixa.Simulator.Access;

/// <summary>Lets in who asks for a path there is with a token that may; the answers are those of an AWS API gateway, which the Dixa API sits behind.</summary>
public sealed class Gatekeeper(TokenRegister tokens, Unknowns unknowns)
{
    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Resource>() is not { } resource)
        {
            throw new RefusalException(StatusCodes.Status403Forbidden, "Missing Authentication Token");
        }

        var token = Credentials.Read(resource.Surface, context.Request.Headers.Authorization.ToString(), unknowns.ApiToken);
        if (token is null || tokens.Find(token) is not { IsOfAnotherVersion: false } grant)
        {
            throw new RefusalException(StatusCodes.Status401Unauthorized, "Unauthorized");
        }

        context.Features.Set(new Caller(token));
        if (unknowns.RateHeaders)
        {
            context.Response.Headers["X-RateLimit-Limit"] = "10";
            context.Response.Headers["X-RateLimit-Remaining"] = "9";
        }

        return grant.Allows(context.Request.Path) ? next(context) : throw new RefusalException(StatusCodes.Status403Forbidden, "Forbidden");
    }
}
