using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using Dixa.Simulator.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Dixa.Simulator.Recording;

/// <summary>Passes a request on and its answer back as it comes, byte by byte, while a copy of it is recorded.</summary>
public sealed class Relay(HttpClient client, RecorderOptions options, AnswerRecorder recorder)
{
    private const int BufferBytes = 64 * 1024;
    private const int LongestPost = 1024 * 1024;

    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var target = RequestTarget.Resolve(context.Request.Method, raw, options);
        var posted = context.Request.Method == "POST" ? await ReadPostAsync(context) : null;
        using var request = Ask(context, target, posted);
        using var answer = await SendAsync(request, context.RequestAborted);
        await PassBackAsync(context, answer, new RelayedAnswer(
            context.Request.Method,
            raw,
            posted,
            answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType == MediaTypeNames.Text.Html,
            [.. answer.Content.Headers.ContentEncoding]));
    }

    private static HttpRequestMessage Ask(HttpContext context, Uri target, string? posted)
    {
        var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target);
        PassedHeaders.ToDixa(context.Request, request.Headers);
        if (posted is not null)
        {
            request.Content = new StringContent(posted, Encoding.UTF8, MediaTypeHeaderValue.Parse(MediaTypeNames.Application.Json));
        }

        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken aborted)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, aborted);
        }
        catch (HttpRequestException failure)
        {
            throw new RefusalException(
                StatusCodes.Status502BadGateway,
                $"The recorder can't reach {request.RequestUri!.GetLeftPart(UriPartial.Authority)}: {failure.Message} Check --dixa-url, --exports-url and the network.");
        }
    }

    private async Task PassBackAsync(HttpContext context, HttpResponseMessage answer, RelayedAnswer relayed)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        PassedHeaders.ToClient(answer, context.Response);
        var copy = new BodyCopy();
        var recording = Task.Run(async () =>
        {
            try
            {
                await recorder.RecordAsync(relayed, copy);
            }
            finally
            {
                // Whatever comes of the recording, the client gets all of the body.
                await copy.LeaveAsync();
            }
        });
        var broken = await CopyAsync(context, answer, copy);
        await copy.EndAsync(broken);
        await recording;
        if (broken is not null)
        {
            // Without this the client would take what it has for the whole.
            context.Abort();
        }
    }

    /// <returns>What ended the body too early, if something did.</returns>
    private static async Task<Exception?> CopyAsync(HttpContext context, HttpResponseMessage answer, BodyCopy copy)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
            while (await body.ReadAsync(buffer, context.RequestAborted) is > 0 and var read)
            {
                await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
                await copy.AddAsync(buffer.AsMemory(0, read));
            }

            return null;
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or OperationCanceledException)
        {
            return failure;
        }
    }

    private static async Task<string> ReadPostAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        var buffer = new byte[BufferBytes];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var read)
        {
            await body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            if (body.Length > LongestPost)
            {
                throw new RefusalException(StatusCodes.Status413PayloadTooLarge, $"A recorder passes on up to {LongestPost:N0} bytes of a question.");
            }
        }

        return Encoding.UTF8.GetString(body.ToArray());
    }
}
