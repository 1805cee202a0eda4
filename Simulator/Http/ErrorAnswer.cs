using System.Text.Json;
using Dixa.Simulator.Access;

namespace Dixa.Simulator.Http;

/// <summary>The shape of every error of the Dixa API; that of the Exports API is unpublished and taken to be the same.</summary>
public static class ErrorAnswer
{
    public static Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { message }, JsonSerializerOptions.Web, "application/json", context.RequestAborted);
    }

    /// <summary>Runs the rest and answers with the refusal that ends it, if one does, in the form that its API has.</summary>
    public static Task CatchAsync(HttpContext context, RequestDelegate next, Unknowns unknowns) =>
        CatchAsync(context, next, context.GetEndpoint()?.Metadata.GetMetadata<Resource>()?.Surface == Surface.Exports ? unknowns.ExportErrors : unknowns.ApiErrors);

    /// <summary>Runs the rest and answers with the refusal that ends it, if one does.</summary>
    public static Task CatchAsync(HttpContext context, RequestDelegate next) => CatchAsync(context, next, ErrorForm.Message);

    private static async Task CatchAsync(HttpContext context, RequestDelegate next, ErrorForm form)
    {
        try
        {
            await next(context);
        }
        catch (RefusalException refusal) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, refusal.Status, refusal.Message, form);
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string message, ErrorForm form)
    {
        if (form == ErrorForm.Message)
        {
            return WriteAsync(context, status, message);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = form switch { ErrorForm.Text => "text/plain", ErrorForm.Html => "text/html", _ => null };
        return form == ErrorForm.Empty ? Task.CompletedTask
            : context.Response.WriteAsync(form == ErrorForm.Html ? $"<html><body>{message}</body></html>" : message, context.RequestAborted);
    }
}
