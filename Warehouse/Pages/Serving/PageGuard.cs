using System.Net;
using Dixa.Warehouse.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Dixa.Warehouse.Pages.Serving;

/// <summary>Decides who gets an answer, and what browsers may do with it.</summary>
/// <param name="password">Null where the page listens for this machine alone.</param>
public sealed class PageGuard(PagePassword? password, GuessLimit guesses)
{
    /// <summary>Nothing but the page's own files is loaded, run, asked or sent to, and no other page may show it.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The same route, for those alone who may see it.</summary>
    public Route Protect(Route route) => route with { AnswerAsync = context => AnswerAsync(context, route) };

    private async Task AnswerAsync(HttpContext context, Route route)
    {
        SetHeaders(context.Response.Headers);
        if (password is null && !IsThisMachine(context.Request.Host.Host))
        {
            await Plain.AnswerAsync(context, StatusCodes.Status421MisdirectedRequest, "This page is for this machine alone. Ask for localhost or 127.0.0.1, or give it a password and listen on another address.");
            return;
        }

        if (password is null || await MayEnterAsync(password, context))
        {
            await route.AnswerAsync(context);
        }
    }

    /// <summary>Also a name that somebody else's server has pointed here (DNS rebinding) brings a browser to this address; the browser then says that name.</summary>
    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private async Task<bool> MayEnterAsync(PagePassword right, HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization;
        if (authorization.Count == 1 && right.Matches(authorization[0]) is { } isRight)
        {
            var address = context.Connection.RemoteIpAddress;
            if (!await guesses.WaitAsync(address, context.RequestAborted))
            {
                context.Response.Headers.RetryAfter = GuessLimit.RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
                await Plain.AnswerAsync(context, StatusCodes.Status429TooManyRequests, "Too many wrong passwords came from this address. Try again later.");
                return false;
            }

            if (isRight)
            {
                return true;
            }

            guesses.Failed(address);
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"dixa-warehouse\", charset=\"UTF-8\"";
        await Plain.AnswerAsync(context, StatusCodes.Status401Unauthorized, "This page needs its password. Any user name will do.");
        return false;
    }

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers[HeaderNames.ContentSecurityPolicy] = Policy;
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }
}
