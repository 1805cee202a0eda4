using System.ComponentModel.DataAnnotations;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Faults;

/// <summary>Sends the true body this many bytes at a time, with a pause after each.</summary>
public sealed record DripFault([property: Range(1, int.MaxValue)] int Bytes, [property: Range(0, int.MaxValue)] int TickMs) : Fault
{
    public override Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        context.Response.Body = new DrippingStream(context.Response.Body, Bytes, TimeSpan.FromMilliseconds(TickMs), time);
        return next(context);
    }
}

public sealed class DrippingStream(Stream inner, int bytes, TimeSpan tick, TimeProvider time) : BodyStream(inner)
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var rest = buffer; !rest.IsEmpty;)
        {
            var drop = rest[..Math.Min(bytes, rest.Length)];
            await Inner.WriteAsync(drop, cancellationToken);
            await Inner.FlushAsync(cancellationToken);
            await Task.Delay(tick, time, cancellationToken);
            rest = rest[drop.Length..];
        }
    }
}
