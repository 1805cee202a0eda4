using System.Text.Json;

namespace Dixa.Simulator.Http;

/// <summary>The shape of every error of the Dixa API; that of the Exports API is unpublished and taken to be the same.</summary>
public static class ErrorAnswer
{
    public static Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { message }, JsonSerializerOptions.Web, "application/json", context.RequestAborted);
    }

    /// <summary>Runs the rest and answers with the refusal that ends it, if one does.</summary>
    public static async Task CatchAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (RefusalException refusal) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, refusal.Status, refusal.Message);
        }
    }
}
