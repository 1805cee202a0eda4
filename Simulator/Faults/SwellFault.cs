using System.IO.Compression;

namespace Dixa.Simulator.Faults;

/// <summary>Answers 200 with an empty list between so many spaces, compressed to about a thousandth.</summary>
public sealed record SwellFault(long Bytes) : Fault
{
    private static readonly byte[] Spaces = [.. Enumerable.Repeat((byte)' ', 1 << 20)];

    public override async Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = "gzip";
        await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        await gzip.WriteAsync("{\"data\":["u8.ToArray(), context.RequestAborted);
        for (var left = Bytes; left > 0; left -= Spaces.Length)
        {
            await gzip.WriteAsync(Spaces.AsMemory(0, (int)Math.Min(left, Spaces.Length)), context.RequestAborted);
        }

        await gzip.WriteAsync("]}"u8.ToArray(), context.RequestAborted);
    }
}
