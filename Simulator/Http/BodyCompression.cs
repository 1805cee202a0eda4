using System.IO.Compression;

namespace Dixa.Simulator.Http;

public static class BodyCompression
{
    public static async Task CompressAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        await WithGzipAsync(context, next);
    }

    /// <summary>Runs the rest with its body compressed, whatever the client accepts.</summary>
    public static async Task WithGzipAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.ContentEncoding = "gzip";
        var plain = context.Response.Body;
        var gzip = new GZipStream(plain, CompressionLevel.Fastest, leaveOpen: true);
        context.Response.Body = gzip;
        try
        {
            await next(context);
            await gzip.DisposeAsync();
        }
        catch (RefusalException)
        {
            // The refusal is written by whoever catches it, and as it is.
            context.Response.Headers.ContentEncoding = default;
            throw;
        }
        finally
        {
            context.Response.Body = plain;
        }
    }
}
