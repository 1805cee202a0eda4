using Dixa.Simulator.Access;

namespace Dixa.Simulator.Http;

/// <summary>Keeps the log: a request enters it on arrival, so that one that is never answered shows as well.</summary>
public sealed class RequestRecorder(RequestLog log, TimeProvider time)
{
    public async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        var (request, response) = (context.Request, context.Response);
        var route = context.GetEndpoint()?.Metadata.GetMetadata<Resource>()?.Path;
        var number = log.Add(new LoggedRequest(request.Method, request.Path, request.QueryString.ToString(), time.GetUtcNow()) { Route = route });
        var body = new CountingStream(response.Body);
        response.Body = body;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; there is nobody to tell.
        }
        finally
        {
            log.Update(number, entry => entry with
            {
                Authorized = context.Features.Get<Caller>() is not null,
                Status = response.StatusCode,
                Bytes = body.Bytes,
            });
        }
    }
}
