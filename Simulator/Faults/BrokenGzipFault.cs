using System.ComponentModel.DataAnnotations;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Faults;

/// <summary>Compresses the true body, asked or not, and after this many compressed bytes sends garbage.</summary>
public sealed record BrokenGzipFault([property: Range(0, long.MaxValue)] long AfterBytes) : Fault
{
    public override Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        // The client's wish has been granted; it must not be compressed a second time.
        context.Request.Headers.AcceptEncoding = default;
        context.Response.Body = new GarblingStream(context.Response.Body, AfterBytes);
        return BodyCompression.WithGzipAsync(context, next);
    }
}
